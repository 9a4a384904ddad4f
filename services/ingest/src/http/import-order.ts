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

/** Checks the body. @throws ProblemError 415 for another form than JSON, 422 for another shape */
export function readImportOrder(contentType: string, body: unknown): ImportOrder {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== JSON_TYPE) {
    const detail = `send files and mapping as ${JSON_TYPE}`;
    throw new ProblemError({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', title: 'Another media type', detail });
  }
  const read = order.safeParse(body);
  if (!read.success) {
    const errors = itemsOf(read.error);
    const [first] = errors;
    const detail = `${first?.pointer ?? ''} ${first?.message ?? 'is not right'}`.trim();
    throw new ProblemError({ status: 422, code: 'WRONG_SHAPE', title: 'The body has the wrong shape', detail, errors });
  }
  const { mapping, files } = read.data;
  const bytesOf = ({ text, base64 }: z.output<typeof file>) =>
    text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text, 'utf8');
  return { mapping, files: files.map((one) => ({ name: one.name, bytes: bytesOf(one) })) };
}
