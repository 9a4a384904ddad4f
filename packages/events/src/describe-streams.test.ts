import { describe, expect, it } from 'vitest';
import { eventTypes } from './catalogue.ts';
import { describeStreams } from './describe-streams.ts';
import { newEventId } from './event-id.ts';
import { parseEventJson } from './event-rules.ts';

const described = describeStreams();
const types = described.flatMap((stream) => stream.types);
const meeting = described.find(({ stream }) => stream === 'meeting');

describe('the description of the streams', () => {
  it('has every event type', () => {
    expect(types.map(({ type }) => type)).toEqual(eventTypes);
  });

  it.each(types)('has a sample of $type that a producer may send as it is', ({ sample }) => {
    const acceptance = { recordedAt: Date.UTC(2026, 5, 1), newId: () => newEventId(Date.UTC(2026, 5, 1)), source: 'x' };
    expect(parseEventJson(sample, acceptance)).toMatchObject({ ok: true });
  });

  it('says what only Rapport itself tells', () => {
    expect(new Set(types.filter(({ isOwn }) => isOwn).map(({ type }) => type.split('.')[0]))).toEqual(
      new Set(['workspace']),
    );
  });

  it('names for each type fields that its stream has, each once', () => {
    for (const { fields, types: own } of described) {
      const names = fields.map(({ name }) => name);
      for (const { required, optional } of own) {
        expect(names).toEqual(expect.arrayContaining([...required, ...optional]));
        expect(new Set([...required, ...optional]).size).toBe(required.length + optional.length);
      }
    }
  });

  it('says what a meeting needs, in words', () => {
    const noShow = meeting?.types.find(({ type }) => type === 'meeting.no_show');
    expect(noShow?.required).toContain('side');
    expect(noShow?.optional).toEqual(['actor_id', 'correlation_id', 'supersedes']);
    const fields = Object.fromEntries(meeting?.fields.map((field) => [field.name, field]) ?? []);
    expect(fields['starts_at']).toMatchObject({ kind: 'instant', since: 1 });
    expect(fields['side']).toMatchObject({ kind: 'one of a list', words: ['mentor', 'mentee', 'both'] });
    expect(fields['topics']).toMatchObject({ kind: 'list of text' });
    expect(fields['attributes']).toMatchObject({ kind: 'text by name' });
    // Nobody may write the symbol for types that a reader does not know.
    expect(fields['type']?.words).not.toContain('unknown');
  });

  it('says which schema, by a fingerprint that another Avro library finds too', () => {
    expect(meeting?.schema).toEqual({
      id: 4,
      version: 1,
      name: 'mentorship.MeetingEvent',
      fingerprint: '671890cf31266a117acaca24fb1c7375f20d637f684437033158ed16ecb5f2ed',
    });
    expect(meeting?.keys).toEqual(['pairing_id']);
    expect(meeting?.versions).toEqual([{ id: 4, version: 1 }]);
  });
});
