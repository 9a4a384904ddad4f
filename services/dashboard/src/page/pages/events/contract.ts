/** Reading the contract: which fields are everybody's, which a type's own, and what is found by a word. Pure. */
import type { Api } from '../../view/question.ts';
import type { EventType, Field, Stream } from './event-types-query.ts';

/** Fields that every event of every stream has, in the first stream's order. */
export function sharedFields(streams: readonly Stream[]): readonly Field[] {
  const [first] = streams;
  const isEverywhere = ({ name }: Field) =>
    name !== 'type' &&
    name !== 'programme_id' &&
    streams.every(({ fields }) => fields.some((one) => one.name === name));
  return (first?.fields ?? []).filter(isEverywhere);
}

export type OwnField = Field & { isRequired: boolean };

/** A type's fields beside those that all share, the required ones first. */
export function ownFields({ fields }: Stream, { required, optional }: EventType, shared: readonly Field[]): OwnField[] {
  const isOwn = (name: string) => name !== 'type' && !shared.some((one) => one.name === name);
  const named = (names: readonly string[], isRequired: boolean) =>
    names
      .filter(isOwn)
      .flatMap((name) => fields.filter((field) => field.name === name).map((field) => ({ ...field, isRequired })));
  return [...named(required, true), ...named(optional, false)];
}

/** What a field holds, in words. */
export const kindText = ({ kind, words }: Pick<Field, 'kind' | 'words'>): string =>
  words === undefined ? kind : words.join(' · ');

/** The streams with the types that a text is found in: in the type's name, a field's, or what is said of the stream. */
export function foundIn(streams: readonly Stream[], text: string): readonly Stream[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return streams;
  const has = (one: string) => one.toLowerCase().includes(wanted);
  return streams.flatMap((stream) => {
    if (has(stream.stream)) return [stream];
    const types = stream.types.filter(({ type, required, optional }) => [type, ...required, ...optional].some(has));
    return types.length === 0 ? [] : [{ ...stream, types }];
  });
}

/** The sample as a command that sends it. */
export function curlOfSample(sample: EventType['sample'], { origin, hasToken }: Api): string {
  const body = JSON.stringify(sample, null, 2).replaceAll("'", `'\\''`);
  const token = hasToken ? ' \\\n  -H "Authorization: Bearer $TOKEN"' : '';
  return `curl -i ${origin}/v1/events -H 'content-type: application/json'${token} -d '${body}'`;
}
