const BINARY = /^(native|rowbinary|parquet|arrow|orc|avro|protobuf|msgpack|bsoneachrow|npy|capnproto)/;
const JSON_LINES = /^(json\w*eachrow\w*|jsonlines|ndjson|jsonobjecteachrow)$/;

/**
 * The Content-Type of an output format, as ClickHouse names it.
 * @example contentTypeOf('JSONEachRow') // 'application/x-ndjson; charset=UTF-8'
 */
export function contentTypeOf(format: string): string {
  const name = format.toLowerCase();
  if (BINARY.test(name)) return 'application/octet-stream';
  if (name === 'jsonobjecteachrow') return 'application/json; charset=UTF-8';
  if (JSON_LINES.test(name)) return 'application/x-ndjson; charset=UTF-8';
  if (name.startsWith('json')) return 'application/json; charset=UTF-8';
  if (name.startsWith('csv')) {
    return `text/csv; charset=UTF-8; header=${name.includes('withnames') ? 'present' : 'absent'}`;
  }
  if (name.startsWith('tabseparated') || name.startsWith('tsv') || name === 'raw') {
    return 'text/tab-separated-values; charset=UTF-8';
  }
  if (name === 'xml') return 'application/xml; charset=UTF-8';
  if (name === 'markdown') return 'text/markdown; charset=UTF-8';
  if (name === 'prometheus') return 'text/plain; version=0.0.4; charset=UTF-8';
  return 'text/plain; charset=UTF-8';
}
