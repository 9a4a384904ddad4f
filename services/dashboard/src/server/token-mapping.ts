/** Which token somebody acts by, given what the identity provider says of them. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const rule = z.strictObject({
  /** The name of a claim, such as `groups` or `email`. */
  claim: z.string().min(1),
  /** What the claim is, or has among its values. */
  value: z.string().min(1),
  token: z.string().regex(/^rpt_/, 'must be a token that `rapport token create` printed'),
});
const file = z.strictObject({ rules: z.array(rule).min(1) });

export type TokenMapping = readonly z.infer<typeof rule>[];
/** What the provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** A file of tokens that cannot be used; `message` names the file and the field. */
export class TokenMappingError extends Error {
  readonly code = 'OIDC_TOKENS_INVALID';
  readonly retriable = false;
}

/** Reads `{ "rules": [{ "claim": "groups", "value": "mentoring-leads", "token": "rpt_…" }] }`. @throws TokenMappingError */
export function readTokenMapping(path: string): TokenMapping {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TokenMappingError(`${path} (RAPPORT_OIDC_TOKENS_PATH) cannot be read: ${why}`, { cause: error });
  }
  const parsed = file.safeParse(read);
  if (parsed.success) return parsed.data.rules;
  const lines = parsed.error.issues.map(({ path: place, message }) => `  ${place.join('.') || 'the file'}: ${message}`);
  throw new TokenMappingError(`${path} (RAPPORT_OIDC_TOKENS_PATH) is not as it must be:\n${lines.join('\n')}`);
}

/** An address that nobody has confirmed is whatever its owner typed. */
const isTrusted = (claim: string, claims: Claims): boolean => claim !== 'email' || claims['email_verified'] === true;

/** The token of the first rule that fits, or undefined where none does. */
export function tokenFor(rules: TokenMapping, claims: Claims): string | undefined {
  const fits = ({ claim, value }: TokenMapping[number]): boolean => {
    const said = claims[claim];
    return isTrusted(claim, claims) && (Array.isArray(said) ? said.includes(value) : said === value);
  };
  return rules.find(fits)?.token;
}
