import { expect, it } from 'vitest';
import { curlOfSample, foundIn, kindText, ownFields, sharedFields } from './contract.ts';
import type { Stream } from './event-types-query.ts';

const field = (name: string) => ({ name, kind: 'text', doc: name, since: 1 });
const stream = (name: string, own: string[], types: Stream['types']): Stream => ({
  ...{ stream: name, doc: '', topic: name, keys: [], compatibility: 'FULL_TRANSITIVE', versions: [] },
  schema: { id: 1, version: 1, name, fingerprint: '' },
  ...{ fields: ['event_id', 'type', 'source', ...own].map(field), types },
});
const rated = {
  type: 'meeting.rated',
  since: 1,
  required: ['event_id', 'type', 'source', 'rating'],
  optional: ['side'],
  sample: {},
  only_rapport: false,
};
const streams = [
  stream(
    'meeting',
    ['side', 'rating'],
    [rated, { ...rated, type: 'meeting.held', required: ['event_id'], optional: [] }],
  ),
  stream('goal', ['term'], [{ ...rated, type: 'goal.set', required: ['term'], optional: [] }]),
];

it('tells fields of every event from those of a type, the required ones first', () => {
  const shared = sharedFields(streams);
  expect(shared.map(({ name }) => name)).toEqual(['event_id', 'source']);
  const [meeting] = streams;
  if (meeting === undefined) throw new Error('a stream');
  expect(ownFields(meeting, rated, shared).map(({ name, isRequired }) => [name, isRequired])).toEqual([
    ['rating', true],
    ['side', false],
  ]);
});

it('finds types by their names, their fields and their streams', () => {
  const found = (text: string) => foundIn(streams, text).flatMap(({ types }) => types.map(({ type }) => type));
  expect(found('RATING')).toEqual(['meeting.rated']);
  expect(found('goal')).toEqual(['goal.set']);
  expect(found('meeting')).toEqual(['meeting.rated', 'meeting.held']);
  expect(found('nothing like it')).toEqual([]);
});

it('says what a field may be where that is a list', () => {
  expect(kindText({ kind: 'one of a list', words: ['mentor', 'mentee'] })).toBe('mentor · mentee');
  expect(kindText({ kind: 'instant' })).toBe('instant');
});

it('quotes a sample for a shell', () => {
  const [origin, sample] = ['http://x', { name: "it's" }];
  expect(curlOfSample(sample, { origin, hasToken: true })).toContain(`"name": "it'\\''s"`);
  expect(curlOfSample(sample, { origin, hasToken: true })).toContain('Bearer $TOKEN');
  expect(curlOfSample(sample, { origin, hasToken: false })).not.toContain('Bearer');
});
