/** Texts with `{column}` in them: event keys and made-up ids. */

/** Alternating literals and columns; `{` and `}` themselves cannot be written. */
export type Template = { columns: readonly string[]; literals: readonly string[] };

/** Splits `pairing/{pairing_id}/ended`; a brace without its partner is told as a message. */
export function parseTemplate(text: string): { ok: true; template: Template } | { ok: false; message: string } {
  const parts = text.split(/\{([^{}]+)\}/);
  const literals = parts.filter((_, index) => index % 2 === 0);
  if (literals.some((literal) => /[{}]/.test(literal))) {
    return { ok: false, message: `"${text}" has a brace without its partner: write {column}` };
  }
  return { ok: true, template: { literals, columns: parts.filter((_, index) => index % 2 === 1) } };
}

/** Puts the values, in the order of `template.columns`, into the text. */
export function fillTemplate(template: Template, values: readonly string[]): string {
  return template.literals.map((literal, index) => literal + (values[index] ?? '')).join('');
}

/** A value as part of a key: `/` is escaped, so that "a/b" + "c" and "a" + "b/c" stay two keys. */
export function escapeKeyPart(value: string): string {
  return /[%/]/.test(value) ? value.replaceAll('%', '%25').replaceAll('/', '%2F') : value;
}
