/** The in-repo schema registry: which Avro schema a wire frame's id names. */
import { type RegisteredSchema, registeredSchemas, type StreamName } from '@rapport/schemas';

const byId = new Map(registeredSchemas.map((registered) => [registered.id, registered]));

/** The schema that a frame's id names, or undefined when no published version has it. */
export function schemaById(id: number): RegisteredSchema | undefined {
  return byId.get(id);
}

/** The version of a stream's schema that producers write today. */
export function latestSchema(stream: StreamName): RegisteredSchema {
  const versions = registeredSchemas.filter((registered) => registered.stream === stream);
  const latest = versions.reduce<RegisteredSchema | undefined>(
    (best, next) => (best === undefined || next.version > best.version ? next : best),
    undefined,
  );
  if (latest === undefined) throw new Error(`schemas/registry.json has no schema for the stream ${stream}`);
  return latest;
}

/** The stream whose events a schema describes; undefined when no published version has the id. */
export function streamOfSchema(id: number): StreamName | undefined {
  return byId.get(id)?.stream;
}
