/** Blocks read back as Avro says, by a reader that shares nothing with their writer. */
import { schemaById } from '@rapport/events';
import type { SinkBlock } from '@rapport/warehouse';
import avro from 'avsc';

/** A stored row: where its record lay, and its event’s own fields. */
export type ReadRow = { partition: number; offset: number; timestampMs: number; fields: Record<string, unknown> };

const positions = [
  { name: '_partition', type: 'int' },
  { name: '_offset', type: 'long' },
  { name: '_timestamp', type: 'long' },
];

function typeOf(schemaId: number): avro.Type {
  const schema = schemaById(schemaId)?.schema;
  if (schema === undefined) throw new Error(`no schema ${schemaId}`);
  const positioned = { ...schema, fields: [...positions, ...schema.fields] };
  return avro.Type.forSchema(positioned as unknown as avro.Schema);
}

function rowsOfBlock({ schemaId, count, data }: SinkBlock): ReadRow[] {
  const type = typeOf(schemaId);
  const rows: ReadRow[] = [];
  let at = 0;
  while (at < data.length) {
    const { value, offset: next } = type.decode(data, at);
    if (next < 0) throw new Error('the block ends inside a row');
    const { _partition, _offset, _timestamp, ...fields } = value as Record<string, unknown>;
    rows.push({
      partition: _partition as number,
      offset: _offset as number,
      timestampMs: _timestamp as number,
      fields,
    });
    at = next;
  }
  if (rows.length !== count) throw new Error(`the block has ${rows.length} rows and says ${count}`);
  return rows;
}

/** The rows of all blocks, by offset. */
export function readRows(blocks: readonly SinkBlock[]): ReadRow[] {
  return blocks.flatMap(rowsOfBlock).toSorted((a, b) => a.offset - b.offset);
}
