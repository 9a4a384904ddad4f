import { fileURLToPath } from 'node:url';
import rules from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { asyncApiDocument } from './asyncapi.ts';
import { eventTypes, streams } from './catalogue.ts';

const FILE = fileURLToPath(new URL('../../../schemas/asyncapi.json', import.meta.url));

type Reference = { $ref: string };
type Read = {
  channels: Record<string, { address: string; messages: Record<string, Reference> }>;
  operations: Record<string, { action: string; channel: Reference; messages: Reference[] }>;
  components: {
    messages: Record<string, { payload: Reference }>;
    schemas: Record<string, { schema: { name: string } }>;
  };
};

const read = (prefix?: string) => JSON.parse(JSON.stringify(asyncApiDocument(prefix))) as Read;

/** What a reference leads to. */
const at = (document: unknown, { $ref }: Reference): unknown =>
  $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], document);

const references = (value: unknown): Reference[] => {
  if (typeof value !== 'object' || value === null) return [];
  return '$ref' in value ? [value as Reference] : Object.values(value).flatMap(references);
};

describe('the AsyncAPI document', () => {
  it('is the committed one', async () => {
    await expect(`${JSON.stringify(asyncApiDocument(), null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('keeps the rules of AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const keeps = ajv.compile(rules);
    keeps(read());
    expect(keeps.errors ?? []).toEqual([]);
    const { info: _, ...without } = read() as Read & { info: unknown };
    expect(keeps(without)).toBe(false);
  });

  it('has a channel for each stream and a message for each type, and leads nowhere that is not there', () => {
    const document = read('north.');
    expect(Object.keys(document.channels)).toEqual(streams.map(({ name }) => name));
    expect(Object.keys(document.components.messages)).toEqual([...eventTypes]);
    expect(document.channels['meeting']?.address).toBe('north.mentorship.meeting.v1');
    const dead = references(document).filter((reference) => at(document, reference) === undefined);
    expect(dead).toEqual([]);
  });

  it('says who tells', () => {
    const { operations } = read();
    expect(operations['meeting']?.action).toBe('receive');
    expect(operations['alert']?.action).toBe('send');
    expect(operations['workspace']?.action).toBe('send');
  });
});
