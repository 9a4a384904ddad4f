/** Who a request comes from: its Authorization header, judged (RFC 6750). */
import { ProblemError } from '../problem.ts';
import { checkToken, type StoredToken } from './token.ts';
import type { TokenSource } from './token-source.ts';

const REALM = 'Bearer realm="rapport"';
const SCHEME = /^bearer +/i;

function unauthorized(code: string, detail: string, challenge: string): ProblemError {
  return new ProblemError({
    status: 401,
    code,
    title: 'Not authorised',
    detail,
    headers: { 'www-authenticate': challenge },
  });
}

const REFUSALS = {
  malformed: 'this is no token of Rapport: it should look like rpt_<id>_<secret>',
  unknown: 'nobody has this token',
  expired: 'the token has expired: have it rotated',
  revoked: 'the token was revoked',
} as const;

/** 401 for a request that shows no token where one is needed. */
export function tokenNeeded(): ProblemError {
  return unauthorized('TOKEN_NEEDED', 'a token is needed: Authorization: Bearer rpt_…', REALM);
}

/** 403 for a token that is good, and for something else. */
export function notPermitted(detail: string): ProblemError {
  return new ProblemError({ status: 403, code: 'NOT_PERMITTED', title: 'Not permitted', detail });
}

/**
 * The token of an Authorization header.
 * @throws ProblemError 401 for a header of another scheme, and for a token that is unknown or has ended
 */
export async function tokenOf(header: string, tokens: TokenSource | undefined, now: number): Promise<StoredToken> {
  if (!SCHEME.test(header)) throw tokenNeeded();
  const verdict = checkToken(header.replace(SCHEME, '').trim(), (await tokens?.current()) ?? [], now);
  if (verdict.ok) return verdict.token;
  throw unauthorized('TOKEN_INVALID', REFUSALS[verdict.why], `${REALM}, error="invalid_token"`);
}
