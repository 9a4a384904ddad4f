import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMapping } from './mapping.ts';

const issuesOf = (yaml: string, pseudonymKey?: string) => {
  const parsed = parseMapping(yaml, pseudonymKey === undefined ? {} : { pseudonymKey });
  return parsed.ok ? [] : parsed.issues.map(({ path, line, message }) => `${path} @${line}: ${message}`);
};

const EVENT = `
      - type: meeting.held
        key: 'meeting/{id}'
        occurred_at: at
        fields: { meeting_id: id, pairing_id: pair }`;
const mapping = (file: string, head = '') => `version: 1
source: test
constants: { programme_id: prog }
${head}
files:
  - match: meetings.csv
${file}`;

describe('parseMapping', () => {
  it('accepts the sample and the template that users start from', () => {
    for (const name of ['review-mentoring/mapping.yaml', 'template-mapping.yaml']) {
      const yaml = readFileSync(new URL(`../../sample/${name}`, import.meta.url), 'utf8');
      expect(issuesOf(yaml, 'a secret of tests')).toEqual([]);
    }
  });

  it('names the line of broken YAML', () => {
    expect(issuesOf('version: 1\nsource: "open\n')[0]).toMatch(/ @\d: Missing closing "quote/);
  });

  it('names path and line of what is missing, unknown or of the wrong kind', () => {
    expect(issuesOf('version: 2\nsource: test\nfiles: []\n')).toEqual([
      'version @1: must be 1',
      'files @3: must have at least one entry',
    ]);
    expect(issuesOf(mapping(`    fromat: csv\n    events:${EVENT}`))).toEqual([
      'files[0].fromat @7: is not a setting of a mapping here',
    ]);
  });

  it('suggests the event type that was meant', () => {
    const yaml = mapping(`    events:${EVENT.replace('meeting.held', 'meeting.hold')}`);
    expect(issuesOf(yaml)).toEqual([
      'files[0].events[0].type @8: "meeting.hold" is not an event type: did you mean meeting.held?',
    ]);
  });

  it('refuses a field that the type does not have, and asks for one that it needs', () => {
    const yaml = mapping(`    events:${EVENT.replace('pairing_id: pair', 'paring_id: pair')}`);
    expect(issuesOf(yaml)).toEqual([
      'files[0].events[0].fields @11: meeting.held needs pairing_id',
      'files[0].events[0].fields.paring_id @11: is not a field of meeting.held: did you mean pairing_id?',
    ]);
  });

  it('refuses a key that is the same for every row, or the same as another event’s', () => {
    expect(issuesOf(mapping(`    events:${EVENT.replace('meeting/{id}', 'meeting')}`))[0]).toContain(
      'files[0].events[0].key @9: must hold a {column}',
    );
    expect(issuesOf(mapping(`    events:${EVENT}${EVENT}`))).toEqual([
      'files[0].events[1].key @13: is the same as files[0].events[0].key: two different events need two different keys',
    ]);
  });

  it('checks zones, formats, constants and fixed values before any row is read', () => {
    const file = `    columns: { at: { format: 'dd.MM. HH:mm', time_zone: Europe/Bärlin }, xx: { format: dd.MM.yyyy } }
    events:${EVENT.replace('pairing_id: pair', 'pairing_id: pair, evidence: { value: rumour }, mode: { columns: { a: b } }')}`;
    const found = issuesOf(mapping(file, 'time_zone: CET+1').replace('prog }', '"my prog", mood: x }'));
    expect(found).toEqual([
      expect.stringContaining('time_zone @4: "CET+1" is not an IANA time zone'),
      expect.stringContaining('files[0].columns.at.time_zone @7: "Europe/Bärlin" is not'),
      expect.stringContaining('constants.programme_id @3: must be 1 to 128 letters'),
      expect.stringContaining('constants.mood @3: is no field of the events in this mapping: did you mean mode?'),
      expect.stringContaining('files[0].columns.at.format @7: "dd.MM. HH:mm" has no year'),
      expect.stringContaining('fields.evidence @12: evidence must be both_confirmed'),
      expect.stringContaining('fields.mode @12: {columns} is for attributes and answers'),
      expect.stringContaining('files[0].columns.xx @7: is used nowhere'),
    ]);
  });

  it('checks events that come with the mapping like any other', () => {
    const yaml = mapping(
      `    events:${EVENT}`,
      `once:
  - type: programme.configured
    key: programme
    occurred_at: 2025-01-01
    fields: { time_zone: Mars/Base, colour: red }`,
    );
    expect(issuesOf(yaml)).toEqual([
      expect.stringContaining('once[0].occurred_at @7: must be an RFC 3339 time'),
      expect.stringContaining('once[0].fields.time_zone @8: must be an IANA time zone'),
      expect.stringContaining('once[0].fields.colour @8: is not a field of programme.configured'),
    ]);
  });

  it('wants the secret as soon as a column is to become a pseudonym', () => {
    const yaml = mapping(`    columns: { pair: { pseudonym: exact } }\n    events:${EVENT}`);
    expect(issuesOf(yaml)[0]).toContain('files[0].columns.pair.pseudonym @7: needs a secret of at least 16 characters');
    expect(issuesOf(yaml, 'short')).toHaveLength(1);
    expect(issuesOf(yaml, 'sixteen or more characters')).toEqual([]);
  });
});
