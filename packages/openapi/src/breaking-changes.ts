/**
 * What breaks a client of the API, between two of its documents. Breaking: a path, method, good answer, media type,
 * parameter or field that is gone; an operation's new name; an answer's field that became optional or another type; a
 * parameter or a body's field that became required, took fewer values or shorter ones. Not breaking: anything new,
 * texts, examples, problems' statuses, and new values in an answer's enum (clients must let those pass).
 */
import type { ApiDocument, Content, Operation, Parameter, Schema } from './document.ts';

type Direction = 'asked' | 'answered';

const objectsIn = (value: unknown) => (value ?? {}) as Record<string, Schema>;
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function valueChanges(before: Schema, after: Schema, at: string, direction: Direction): string[] {
  const found: string[] = [];
  if (before['const'] !== undefined && after['const'] !== before['const']) found.push(`${at} is another constant`);
  if (JSON.stringify(before['type']) !== JSON.stringify(after['type'])) found.push(`${at} has another type`);
  if (direction === 'answered') return found;
  const values = listIn(after['enum']);
  const lost = listIn(before['enum']).filter((value) => values.length > 0 && !values.includes(value));
  if (lost.length > 0) found.push(`${at} no longer takes ${lost.join(', ')}`);
  if (values.length > 0 && before['enum'] === undefined) found.push(`${at} takes listed values only`);
  for (const bound of ['maxLength', 'maximum', 'maxItems']) {
    if (Number(after[bound] ?? Infinity) < Number(before[bound] ?? Infinity)) found.push(`${at} has a lower ${bound}`);
  }
  for (const bound of ['minLength', 'minimum', 'minItems']) {
    if (Number(after[bound] ?? -Infinity) > Number(before[bound] ?? -Infinity))
      found.push(`${at} has a higher ${bound}`);
  }
  return found;
}

function fieldChanges(before: Schema, after: Schema, at: string, direction: Direction): string[] {
  const [old, now] = [objectsIn(before['properties']), objectsIn(after['properties'])];
  const [needed, needs] = [listIn(before['required']), listIn(after['required'])];
  const fields = Object.entries(old).flatMap(([name, schema]) => {
    const next = now[name];
    if (next === undefined) return [`${at}.${name} is gone`];
    return schemaChanges(schema, next, `${at}.${name}`, direction);
  });
  const optional = direction === 'answered' ? needed.filter((name) => !needs.includes(name)) : [];
  const required = direction === 'asked' ? needs.filter((name) => !needed.includes(name)) : [];
  return [
    ...fields,
    ...optional.filter((name) => String(name) in now).map((name) => `${at}.${name} became optional`),
    ...required.map((name) => `${at}.${name} became required`),
  ];
}

/** What tells one form from its neighbours, so that a new one may stand between them: the `type` of an event. */
function nameOf(form: Schema): string | undefined {
  const name = objectsIn(form['properties'])['type']?.['const'];
  return typeof name === 'string' ? name : undefined;
}

function schemaChanges(before: Schema, after: Schema, at: string, direction: Direction): string[] {
  const found = [...valueChanges(before, after, at, direction), ...fieldChanges(before, after, at, direction)];
  if (before['items'] !== undefined && after['items'] !== undefined)
    found.push(...schemaChanges(before['items'] as Schema, after['items'] as Schema, `${at}[]`, direction));
  for (const form of ['anyOf', 'oneOf']) {
    const next = listIn(after[form]) as Schema[];
    for (const [index, schema] of (listIn(before[form]) as Schema[]).entries()) {
      const name = nameOf(schema);
      const other = name === undefined ? next[index] : next.find((one) => nameOf(one) === name);
      const where = `${at}(${name ?? index})`;
      if (other === undefined) found.push(`${where} is gone`);
      else found.push(...schemaChanges(schema, other, where, direction));
    }
  }
  return found;
}

function contentChanges(before: Content = {}, after: Content = {}, at: string, direction: Direction): string[] {
  return Object.entries(before).flatMap(([type, { schema = {} }]) => {
    const next = after[type];
    return next === undefined ? [`${at} ${type} is gone`] : schemaChanges(schema, next.schema ?? {}, at, direction);
  });
}

function parameterChanges(before: readonly Parameter[], after: readonly Parameter[], at: string): string[] {
  const find = (list: readonly Parameter[], { name, in: place }: Parameter) =>
    list.find((one) => one.name === name && one.in === place);
  const changed = before.flatMap((parameter) => {
    const next = find(after, parameter);
    const where = `${at} ${parameter.in} ${parameter.name}`;
    if (next === undefined) return [`${where} is gone`];
    const required = next.required === true && parameter.required !== true ? [`${where} became required`] : [];
    return [...required, ...schemaChanges(parameter.schema, next.schema, where, 'asked')];
  });
  const added = after.filter((parameter) => parameter.required === true && find(before, parameter) === undefined);
  return [...changed, ...added.map(({ in: place, name }) => `${at} ${place} ${name} is new and required`)];
}

function operationChanges(before: Operation, after: Operation, at: string): string[] {
  const renamed = before.operationId === after.operationId ? [] : [`${at} has another operationId`];
  const answers = Object.entries(before.responses).filter(([status]) => Number(status) < 400);
  return [
    ...renamed,
    ...parameterChanges(before.parameters ?? [], after.parameters ?? [], at),
    ...contentChanges(before.requestBody?.content, after.requestBody?.content, `${at} body`, 'asked'),
    ...answers.flatMap(([status, { content }]) => {
      const next = after.responses[status];
      if (next === undefined) return [`${at} ${status} is gone`];
      return contentChanges(content, next.content, `${at} ${status}`, 'answered');
    }),
  ];
}

const REFERENCE = '#/components/schemas/';

/** The document with its schemas in the places that name them. A schema that holds itself stays a name there. */
function spelledOut(document: ApiDocument): ApiDocument {
  function spell(value: unknown, inside: readonly string[]): unknown {
    if (Array.isArray(value)) return value.map((one) => spell(one, inside));
    if (typeof value !== 'object' || value === null) return value;
    const { $ref: reference } = value as Schema;
    if (typeof reference === 'string' && reference.startsWith(REFERENCE) && !inside.includes(reference))
      return spell(document.components.schemas[reference.slice(REFERENCE.length)], [...inside, reference]);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spell(one, inside)]));
  }
  return { ...document, paths: spell(document.paths, []) as ApiDocument['paths'] };
}

/** Every breaking change from `before` to `after`, each as a sentence that names its place. */
export function breakingChanges(before: ApiDocument, after: ApiDocument): string[] {
  const [old, now] = [spelledOut(before), spelledOut(after)];
  return Object.entries(old.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const at = `${method.toUpperCase()} ${path}`;
      const next = now.paths[path]?.[method];
      return next === undefined ? [`${at} is gone`] : operationChanges(operation, next, at);
    }),
  );
}
