/**
 * Rules that the API's document keeps. Our own, and few: the usual linters bring hundreds of packages, and their
 * rules about style are held by the code that makes the document.
 */
import type { ApiDocument, Operation, Parameter } from './document.ts';

const NAME = /^[a-z][a-z0-9_.-]*$/;

function parameterFaults(path: string, { name, in: place, schema, required }: Parameter): string[] {
  const faults: string[] = [];
  const bounds = ['enum', 'const', 'maxLength'].some((bound) => bound in schema);
  if (schema['type'] === 'string' && !bounds) faults.push(`parameter ${name} has no bound`);
  if (!NAME.test(name)) faults.push(`parameter ${name} is not in snake_case`);
  if (place === 'path' && required !== true) faults.push(`parameter ${name} of a path must be required`);
  if (place === 'path' && !path.includes(`{${name}}`)) faults.push(`parameter ${name} is not in the path`);
  return faults;
}

function operationFaults(path: string, operation: Operation, always: readonly string[]): string[] {
  const { operationId, summary, tags = [], parameters = [], responses } = operation;
  const faults = parameters.flatMap((parameter) => parameterFaults(path, parameter));
  const statuses = Object.keys(responses);
  const named = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  for (const [, name = ''] of path.matchAll(/\{([^}]+)\}/g)) {
    if (!named.includes(name)) faults.push(`{${name}} is not described`);
  }
  if (operationId === undefined) faults.push('has no operationId');
  if (!summary) faults.push('has no summary');
  if (tags.length === 0) faults.push('has no tag');
  if (!statuses.some((status) => status.startsWith('2'))) faults.push('has no good answer');
  const guarded = path.startsWith('/v1/') ? always : [];
  faults.push(...guarded.filter((status) => !statuses.includes(status)).map((status) => `lacks ${status}`));
  const wordless = Object.entries(responses).filter(([, { description }]) => !description);
  return [...faults, ...wordless.map(([status]) => `${status} has no description`)];
}

function referenceFaults(document: ApiDocument): string[] {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...references].flatMap(([, name = '']) => (name in document.components.schemas ? [] : [`no schema ${name}`]));
}

/** Everything that is wrong with a document, each with its operation. `always`: statuses that every operation under /v1 must describe. */
export function documentFaults(document: ApiDocument, always: readonly string[]): string[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...operations.flatMap(({ path, method, operation }) =>
      operationFaults(path, operation, always).map((fault) => `${method.toUpperCase()} ${path}: ${fault}`),
    ),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `operationId ${id} stands twice`),
    ...referenceFaults(document),
  ];
}
