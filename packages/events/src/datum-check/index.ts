/** Checks events where they lie, as bytes: what passes needs no decoding on its way to the warehouse. */
import { eventTypes, streams } from '../catalogue.ts';
import { latestSchema, schemaById } from '../registry.ts';
import { compileDatumCheck, type DatumCheck } from './compile.ts';
import { NOT_SURE } from './field-checks.ts';

const compiled = new Map<number, DatumCheck>();
const typeNumbers = new Map<string, number>(eventTypes.map((type, index) => [type, index]));

function compiledFor(schemaId: number): DatumCheck {
  const registered = schemaById(schemaId);
  const definition = streams.find(({ name }) => name === registered?.stream);
  if (registered === undefined || definition === undefined) return () => NOT_SURE;
  const check = compileDatumCheck({
    name: definition.name,
    written: registered.schema,
    read: latestSchema(definition.name).schema,
    rules: definition.wireRules,
    number: (type) => typeNumbers.get(type) ?? NOT_SURE,
  });
  compiled.set(schemaId, check);
  return check;
}

/**
 * The index in `eventTypes` of the event that is exactly bytes[start, end), one Avro datum of the schema `schemaId`
 * without its frame, when it surely keeps every rule of its type. `-1` means "not sure", and no more: `decodeEvent` has to
 * say. It makes no object, so that it costs a small part of that; ordinary events, which are ASCII, pass.
 */
export function checkDatum(schemaId: number, bytes: Buffer, start: number, end: number): number {
  return (compiled.get(schemaId) ?? compiledFor(schemaId))(bytes, start, end);
}
