import { expect, it } from 'vitest';
import type { OwnField } from '../events/contract.ts';
import { columnLike, columnOfTime, type FileColumns, guessEvent, mappingText, missingIn } from './mapping-draft.ts';

const file: FileColumns = {
  ...{ name: 'pairs.csv', format: 'csv', delimiter: ';', encoding: 'utf-8' },
  columns: ['Pair ID', 'mentor', 'mentee', 'Start', 'why: "really"'],
  rows: [['p-1', 'ann@example.org', 'm-2', '2026-01-12', '']],
};
const field = (name: string, isRequired = true): OwnField => ({ name, isRequired, kind: 'text', doc: '', since: 1 });
const fields = [
  field('programme_id'),
  field('pairing_id'),
  field('mentor_id'),
  field('mentee_id'),
  field('reason', false),
];

it('finds columns by what they are called', () => {
  expect(columnLike('mentor_id', file.columns)).toBe('mentor');
  expect(columnLike('pair_id', file.columns)).toBe('Pair ID');
  expect(columnLike('pairing_id', ['pair', 'mentor'])).toBe('pair');
  expect(columnLike('reason', file.columns)).toBeUndefined();
});

it('takes the column that says when, by its name or by what stands in it', () => {
  expect(columnOfTime(file)).toBe('Start');
  expect(columnOfTime({ ...file, columns: ['a', 'b'], rows: [['x', '31.12.2025']] })).toBe('b');
});

it('gives people pseudonyms where cells look like addresses', () => {
  const draft = guessEvent(file, 'pairing.activated', fields);
  expect(draft.fields['mentor_id']).toEqual({ column: 'mentor', isPseudonym: true });
  expect(draft.fields['mentee_id']).toEqual({ column: 'mentee' });
  expect(missingIn(draft, fields)).toEqual(['programme_id']);
});

it('writes a mapping that ingest can read, whatever columns are called', () => {
  const draft = guessEvent(file, 'pairing.activated', fields);
  const event = {
    ...draft,
    fields: {
      ...draft.fields,
      programme_id: { text: 'north' },
      pairing_id: { column: 'Pair ID' },
      reason: { column: 'why: "really"' },
    },
  };
  expect(
    mappingText({
      source: 'hr',
      zone: 'Europe/Berlin',
      files: [
        { file, events: [event] },
        { file, events: [] },
      ],
    }),
  ).toBe(
    `version: 1
source: "hr"
time_zone: "Europe/Berlin"
files:
  - match: "pairs.csv"
    delimiter: ";"
    columns:
      "mentor": { pseudonym: email }
    events:
      - type: pairing.activated
        key: "pairing.activated/{Pair ID}/{Start}"
        occurred_at: "Start"
        fields:
          pairing_id: "Pair ID"
          mentor_id: "mentor"
          mentee_id: "mentee"
          programme_id: { value: "north" }
          reason: "why: \\"really\\""
`,
  );
});
