import { readFileSync } from 'node:fs';
import { registeredSchemas } from '@rapport/schemas';
import { describe, expect, it } from 'vitest';
import { decodeEvent } from './codec.ts';

/** What a producer of that version put on the log (`bytes`, hexadecimal, frame included) and what it must mean for ever. */
type Example = { event: Record<string, unknown> & { type: string }; bytes: string };

describe.each(registeredSchemas)('version $version of the $stream stream', ({ id, stream, version, schema }) => {
  const file = new URL(`./golden/${stream}.v${version}.json`, import.meta.url);
  const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[];

  it.each(examples)('is still read as it was written: $event.type', ({ event, bytes }) => {
    expect(decodeEvent(Buffer.from(bytes, 'hex'))).toMatchObject({ ok: true, stream, schemaId: id });
    const decoded = decodeEvent(Buffer.from(bytes, 'hex'));
    expect(decoded.ok && decoded.event).toEqual(event);
  });

  it('has an example of every type and of every field', () => {
    const types = schema.fields.find((field) => field.name === 'type')?.type as { symbols: string[] } | undefined;
    const named = types?.symbols.filter((symbol) => symbol !== 'unknown').map((symbol) => `${stream}.${symbol}`);
    expect(examples.map(({ event }) => event.type).sort()).toEqual(named?.sort());
    const filled = new Set(examples.flatMap(({ event }) => Object.keys(event)));
    expect([...filled].sort()).toEqual(schema.fields.map((field) => field.name).sort());
  });
});
