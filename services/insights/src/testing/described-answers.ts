/** Holds every answer that a test gets to what the API's document says of it. */
import { readFileSync } from 'node:fs';
import type { ApiDocument } from '@rapport/openapi';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, InjectOptions } from 'fastify';

type Answer = { method: string; path: string; status: number; type: string; body: string };

const pointer = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Whether a path of the document (/v1/metrics/{id}) is that of an address. */
function isPathOf(path: string, address: string): boolean {
  const [wanted, given] = [path.split('/'), address.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

/** Says what is wrong with an answer by the committed document; undefined where nothing is. */
export function createDescription(): (answer: Answer) => string | undefined {
  const file = new URL('../../openapi.json', import.meta.url);
  const document = JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
  ajv.addSchema(document as unknown as Record<string, unknown>, 'api');
  const known = new Map<string, ValidateFunction>();

  function validatorOf(place: string): ValidateFunction {
    const validate = known.get(place) ?? ajv.compile({ $ref: place });
    known.set(place, validate);
    return validate;
  }

  return ({ method, path, status, type, body }) => {
    // An address with a parameter less comes after one that is spelled out: /v1/exports/{id} and /v1/attention/rules.
    const paths = Object.keys(document.paths).filter((one) => isPathOf(one, path));
    const found = paths.find((one) => !one.includes('{')) ?? paths[0];
    // What HEAD says is what GET says, without its body.
    const name = method === 'HEAD' ? 'get' : method.toLowerCase();
    const operation = found === undefined ? undefined : document.paths[found]?.[name];
    // What the document does not know is refused by the router, in words that it says of all paths.
    if (found === undefined || operation === undefined)
      return status === 404 || status === 405 ? undefined : 'is not in the document';
    const response = operation.responses[String(status)];
    if (response === undefined) return `${status} is not described`;
    if (body === '') return undefined;
    const media = type.split(';')[0]?.trim() ?? '';
    if (response.content?.[media] === undefined) return `${status} as ${media} is not described`;
    if (!media.endsWith('json')) return undefined;
    const parts = ['paths', found, name, 'responses', String(status), 'content', media, 'schema'];
    const validate = validatorOf(`api#/${parts.map((part) => encodeURIComponent(pointer(part))).join('/')}`);
    return validate(JSON.parse(body)) ? undefined : `${status}: ${ajv.errorsText(validate.errors)}`;
  };
}

/**
 * Looks at every answer of `app.inject` from now on. Gives the list of what was not as described, to be expected empty at the end of a
 * test file; `seen` counts the answers that were looked at.
 */
export function watchAnswers(app: FastifyInstance): { faults: string[]; seen: () => number } {
  const describe = createDescription();
  const faults: string[] = [];
  let seen = 0;
  const inject = app.inject.bind(app) as (options: InjectOptions) => ReturnType<FastifyInstance['inject']>;

  async function watched(options: InjectOptions | string) {
    const asked = typeof options === 'string' ? { url: options } : options;
    const answer = await inject(asked);
    const url = typeof asked.url === 'string' ? asked.url : (asked.url?.pathname ?? '/');
    const method = asked.method ?? 'GET';
    const path = url.split('?')[0] ?? url;
    const type = String(answer.headers['content-type'] ?? '');
    const wrong = describe({ method, path, status: answer.statusCode, type, body: answer.body });
    seen += 1;
    if (wrong !== undefined) faults.push(`${method} ${url.slice(0, 200)}: ${wrong}`);
    return answer;
  }
  Object.assign(app, { inject: watched });
  return { faults, seen: () => seen };
}
