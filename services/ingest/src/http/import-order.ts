/** What a request to import carries: files and a mapping, in one JSON body. */
import { ProblemError, type ProblemItem } from '@rapport/service';
import { z } from 'zod';
import { JSON_TYPE } from './request-body.ts';

const MOST_FILES = 20;
const LONGEST_NAME = 200;
const LONGEST_MAPPING = 200_000;

const name = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(LONGEST_NAME, `must have at most ${LONGEST_NAME} characters`)
  .regex(/^[^\p{Cc}/\\]*$/u, 'must be the name of a file, without folders');
const content = z.string('must be a text');
const file = z
  .strictObject({ name, text: content.optional(), base64: z.base64('must be base64').optional() })
  .refine((one) => (one.text === undefined) !== (one.base64 === undefined), 'must have either text or base64');
const order = z.strictObject({
  mapping: z
    .string('must be a text: the mapping in YAML')
    .min(1, 'must not be empty')
    .max(LONGEST_MAPPING, `must have at most ${LONGEST_MAPPING} characters`),
  files: z
    .array(file, 'must be a list of files')
    .min(1, 'must have at least one file')
    .max(MOST_FILES, `must have at most ${MOST_FILES} files`)
    .refine((files) => new Set(files.map((one) => one.name)).size === files.length, 'has the same name twice'),
});

const filesOnly = order.pick({ files: true });

export type ImportOrder = { mapping: string; files: { name: string; bytes: Buffer }[] };

export const orderSchema = {
  type: 'object',
  required: ['mapping', 'files'],
  additionalProperties: false,
  properties: {
    mapping: { type: 'string', description: 'The mapping in YAML: GET /v1/imports/template gives one to start from' },
    files: {
      type: 'array',
      minItems: 1,
      maxItems: MOST_FILES,
      items: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', maxLength: LONGEST_NAME, description: 'Compared with the patterns of the mapping' },
          text: { type: 'string', description: 'The content; UTF-8 from here on' },
          base64: { type: 'string', description: 'Instead of text: the bytes as they are, in whatever encoding' },
        },
      },
    },
  },
};

const pointerTo = (path: readonly PropertyKey[]) => path.map((step) => `/${String(step)}`).join('');

function itemsOf(error: z.ZodError): ProblemItem[] {
  return error.issues.flatMap((issue): ProblemItem[] => {
    if (issue.code !== 'unrecognized_keys')
      return [{ pointer: pointerTo(issue.path), code: 'INVALID', message: issue.message }];
    return issue.keys.slice(0, 20).map((key) => ({
      pointer: pointerTo([...issue.path, key.slice(0, 60)]),
      code: 'UNKNOWN_FIELD',
      message: 'is not a field of an import',
    }));
  });
}

function checkForm(contentType: string): void {
  if (contentType.split(';')[0]?.trim().toLowerCase() === JSON_TYPE) return;
  const detail = `send files and mapping as ${JSON_TYPE}`;
  throw new ProblemError({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', title: 'Another media type', detail });
}

function wrongShape(error: z.ZodError): ProblemError {
  const errors = itemsOf(error);
  const [first] = errors;
  const detail = `${first?.pointer ?? ''} ${first?.message ?? 'is not right'}`.trim();
  return new ProblemError({ status: 422, code: 'WRONG_SHAPE', title: 'The body has the wrong shape', detail, errors });
}

function withBytes({ name: own, text, base64 }: z.output<typeof file>) {
  return { name: own, bytes: text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text, 'utf8') };
}

/** Checks the body of an import. @throws ProblemError 415 for another form than JSON, 422 for another shape */
export function readImportOrder(contentType: string, body: unknown): ImportOrder {
  checkForm(contentType);
  const read = order.safeParse(body);
  if (!read.success) throw wrongShape(read.error);
  return { mapping: read.data.mapping, files: read.data.files.map(withBytes) };
}

/** The same for files alone. */
export function readFiles(contentType: string, body: unknown): ImportOrder['files'] {
  checkForm(contentType);
  const read = filesOnly.safeParse(body);
  if (!read.success) throw wrongShape(read.error);
  return read.data.files.map(withBytes);
}
