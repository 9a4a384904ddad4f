/** The part of the API's description that is about imports. */
import type { Operation, Response, Schema } from '@rapport/openapi';
import { orderSchema } from './import-order.ts';
import { exampleImport } from './openapi-examples.ts';
import { JSON_TYPE } from './request-body.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const counts = { rows: number, imported: number, rejected: number, events: number };
const list = (items: Schema) => ({ type: 'array', items });
const object = (properties: Schema, optional: readonly string[] = []) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const rejectSchema = object(
  {
    file: text,
    line: { ...number, description: 'Physical line on which the row starts, from 1; a header is line 1' },
    code: text,
    column: text,
    field: text,
    message: text,
    raw: { ...text, description: 'The row as it is' },
    raw_base64: { ...text, description: 'Instead of raw, where the bytes are no UTF-8' },
    raw_truncated: { type: 'boolean' },
  },
  ['column', 'field', 'raw', 'raw_base64', 'raw_truncated'],
);

const fileSchema = object({
  file: text,
  ...counts,
  rows_without_events: { ...number, description: 'Rows for which no event of the mapping applied' },
  repeated_events: { ...number, description: 'Events whose key an earlier row had: one event in the end' },
  empty_columns: { ...list(text), description: 'Columns that were empty in every row: a slip in the mapping, perhaps' },
});

const report = {
  dry_run: { type: 'boolean' },
  ...counts,
  events_by_type: { type: 'object', additionalProperties: number },
  files: list(fileSchema),
  rejects: { ...list({ $ref: '#/components/schemas/Reject' }), description: 'At most 200' },
  rejects_omitted: number,
};

const sample = {
  ...list({ type: 'object', additionalProperties: true }),
  description: 'Of each type the first three events, as they would be written',
};

/** By name, for the document's components. */
export const importSchemas: Record<string, Schema> = {
  ImportOrder: orderSchema,
  Reject: rejectSchema,
  ImportReport: object(report),
  ImportPreview: object({ ...report, sample }),
  ImportFiles: {
    ...{ type: 'object', required: ['files'], additionalProperties: false },
    properties: { files: orderSchema.properties.files },
  },
  ImportColumns: object({
    files: list(
      object({
        name: text,
        format: { enum: ['csv', 'jsonl'] },
        delimiter: text,
        encoding: { enum: ['utf-8', 'windows-1252'] },
        columns: list(text),
        rows: { ...list(list(text)), description: 'The first three rows, cells in the order of the columns' },
      }),
    ),
  }),
  ImportTemplate: object({
    mapping: text,
    files: list(object({ name: text, text, base64: text }, ['text', 'base64'])),
    small: { $ref: '#/components/schemas/ImportOrder' },
  }),
};

type Problems = { of: (description: string, headers?: Schema) => Response; bodyBytes: number };

const retryAfter = { 'Retry-After': { schema: { type: 'integer' }, description: 'seconds' } };

const guarded = ({ of }: Problems): Record<string, Response> => ({
  401: of('no token where one is needed, or one that is unknown or has ended'),
  403: of('a token that is not for sending events'),
  431: of('address and headers together are too large'),
  500: of('a fault of the service; its log has the cause under trace_id'),
});

function postFiles(operation: Operation, answer: string, problems: Problems, body = 'ImportOrder'): Operation {
  const { of, bodyBytes } = problems;
  const schema = { $ref: `#/components/schemas/${answer}` };
  const example = body === 'ImportOrder' ? exampleImport : { files: exampleImport.files };
  return {
    ...operation,
    tags: ['imports'],
    requestBody: {
      required: true,
      content: { [JSON_TYPE]: { schema: { $ref: `#/components/schemas/${body}` }, example } },
    },
    responses: {
      200: {
        description: 'what came of every row',
        content: { [JSON_TYPE]: { schema } },
      },
      400: of('the body is not JSON'),
      413: of(`larger than ${bodyBytes} bytes: import larger files by the command`),
      415: of('not JSON'),
      422: of(
        'a mapping with mistakes, or a file that does not fit it; errors has path and line. Nothing was imported',
      ),
      503: of('Kafka did not acknowledge, or too much is being imported; send the same again', retryAfter),
      ...guarded(problems),
    },
  };
}

/** The operations of imports, by path. */
export function importPaths(problems: Problems): Record<string, Record<string, Operation>> {
  const preview = {
    operationId: 'postImportPreview',
    summary: 'Say what files and a mapping would come to; nothing is written',
    description: 'Does everything that an import does but sending.',
    responses: {},
  };
  const imports = {
    operationId: 'postImport',
    summary: 'Import files through a mapping',
    description:
      'Answers after Kafka has acknowledged every event. Every row becomes events or a line among the rejects. The same files again ' +
      'give the same event ids, so that nothing counts twice: after a broken connection send them again.',
    responses: {},
  };
  const columns = {
    operationId: 'postImportColumns',
    summary: 'Say what files look like: their columns and first rows',
    description: 'For whoever begins a mapping. Format, delimiter and encoding are guessed.',
    responses: {},
  };
  const template = { $ref: '#/components/schemas/ImportTemplate' };
  return {
    '/v1/imports/preview': { post: postFiles(preview, 'ImportPreview', problems) },
    '/v1/imports': { post: postFiles(imports, 'ImportReport', problems) },
    '/v1/imports/columns': { post: postFiles(columns, 'ImportColumns', problems, 'ImportFiles') },
    '/v1/imports/template': {
      get: {
        operationId: 'getImportTemplate',
        summary: 'A mapping to start from, files that fit it, and a small order for a first try',
        tags: ['imports'],
        responses: {
          200: { description: 'mapping and files', content: { [JSON_TYPE]: { schema: template } } },
          ...guarded(problems),
        },
      },
    },
  };
}
