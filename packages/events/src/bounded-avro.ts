/**
 * Avro types that cannot be talked into reading more items than the bytes can hold, nor into reading what others would
 * read otherwise. A list or map begins with its number of items, and avsc believes it: a record of a few bytes that
 * announces thousands of millions would take all memory of whoever reads it, again after every restart. Text that is not
 * UTF-8 it mends, and of a name that a map has twice it keeps the last: ClickHouse stores both as they came.
 */
import avro from 'avsc';

/** avsc's position in the bytes, as its types use it among themselves. */
type Tap = { buf: Buffer; pos: number; readLong(): number; skipLong(): void; readString(): string };
type Readable = { _read(tap: Tap): unknown };
type ListType = Readable & { itemsType: Readable };
type TableType = Readable & { valuesType: Readable };

// Every item of ours takes a byte at least. A negative number of items is followed by the block's length.
function blockItems(tap: Tap): number {
  const announced = tap.readLong();
  if (announced < 0) tap.skipLong();
  const items = Math.abs(announced);
  const left = Math.max(0, tap.buf.length - tap.pos);
  if (items > left) throw new Error(`${items} items are announced where ${left} bytes are left`);
  return items;
}

const MENDED = '\uFFFD';

function readText(tap: Tap): string {
  const text = tap.readString();
  // Undefined, against avsc's own types, where the bytes end before the text: avsc says so at the end.
  if (text?.includes(MENDED)) {
    const bytes = Buffer.from(text);
    if (!bytes.equals(tap.buf.subarray(tap.pos - bytes.length, tap.pos))) throw new Error('a text is not UTF-8');
  }
  return text;
}

function readBoolean(tap: Tap): boolean {
  const byte = tap.buf[tap.pos++];
  // Avro knows two; avsc takes any for one of them, and ClickHouse none.
  if (byte !== undefined && byte > 1) throw new Error(`${byte} is no boolean`);
  return byte === 1;
}

// avsc calls these as methods: of the type, or of a resolver, whose items are read as the writer wrote them.
function readList(this: ListType, tap: Tap): unknown[] {
  const list: unknown[] = [];
  for (let items = blockItems(tap); items > 0; items = blockItems(tap)) {
    for (let item = 0; item < items; item += 1) list.push(this.itemsType._read(tap));
  }
  return list;
}

function readTable(this: TableType, tap: Tap): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (let items = blockItems(tap); items > 0; items = blockItems(tap)) {
    for (let item = 0; item < items; item += 1) entries.push([readText(tap), this.valuesType._read(tap)]);
  }
  const table = Object.fromEntries(entries);
  if (Object.keys(table).length < entries.length) throw new Error('a map has the same name twice');
  return table;
}

type Constructor = new (schema: avro.Schema, options: unknown) => avro.Type;

// avsc freezes its types and finds their methods on the prototype: so a prototype between, with the one method changed.
function withRead(base: Constructor, read: (this: never, tap: Tap) => unknown) {
  const prototype = Object.create(base.prototype, { _read: { value: read } });
  return (schema: avro.Schema, options: unknown): avro.Type =>
    Reflect.construct(
      base,
      [schema, options],
      Object.assign(function bounded() {}, { prototype }),
    );
}

const listType = withRead(avro.types.ArrayType as unknown as Constructor, readList);
const textType = withRead(avro.types.StringType as unknown as Constructor, readText);
const booleanType = withRead(avro.types.BooleanType as unknown as Constructor, readBoolean);
const tableType = withRead(avro.types.MapType as unknown as Constructor, readTable);

function boundedKind(schema: avro.Schema, options: unknown): avro.Type | undefined {
  const kind = typeof schema === 'object' && 'type' in schema ? schema.type : schema;
  if (kind === 'string') return textType(schema, options);
  if (kind === 'boolean') return booleanType(schema, options);
  if (kind === 'array') return listType(schema, options);
  return kind === 'map' ? tableType(schema, options) : undefined;
}

/** The type of a schema, reading with bounds. Fails as avsc does on a schema that is none. */
export function boundedType(schema: unknown): avro.Type {
  return avro.Type.forSchema(schema as avro.Schema, { typeHook: boundedKind });
}
