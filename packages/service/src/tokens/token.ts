/** API tokens: 256 random bits that are shown once and kept only as their SHA-256. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a token may be for. A producer sends events; everybody else asks questions. */
export const tokenRoles = ['admin', 'analyst', 'lead', 'data', 'producer'] as const;
export type TokenRole = (typeof tokenRoles)[number];

/** Fewest distinct people, on each side, that a cell shown to this role is about; a token may ask for more, never for fewer. */
export const leastPeople: Readonly<Record<TokenRole, number>> = {
  admin: 5,
  analyst: 5,
  lead: 10,
  data: 10,
  producer: 5,
};

/** A token as it is kept. Instants are RFC 3339. `sha256` is of the whole text, in hexadecimal. */
export type StoredToken = {
  id: string;
  name: string;
  role: TokenRole;
  programmes: 'all' | string[];
  k: number;
  created: string;
  expires: string | null;
  revoked: string | null;
  sha256: string;
  /** Where they differ from what every token has. */
  requests_per_minute?: number | undefined;
  cells_per_minute?: number | undefined;
};

/** `text` is the secret: nobody can make it again from what is kept. */
export type MadeToken = { text: string; token: StoredToken };

export type TokenVerdict =
  | { ok: true; token: StoredToken }
  | { ok: false; why: 'malformed' | 'unknown' | 'expired' | 'revoked' };

const FORM = /^rpt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;
const SECRET_BYTES = 32;
const ID_BYTES = 6;
const NOBODY = Buffer.alloc(SECRET_BYTES);

// A slow hash is for secrets that people choose: 256 random bits cannot be guessed from a fast one.
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A fresh token. Random, so two calls never give the same. */
export function makeToken(about: Omit<StoredToken, 'id' | 'sha256' | 'revoked'>): MadeToken {
  const id = randomBytes(ID_BYTES).toString('hex');
  const text = `rpt_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { text, token: { id, ...about, revoked: null, sha256: digestOf(text).toString('hex') } };
}

const isOver = (instant: string | null, now: number) => instant !== null && Date.parse(instant) <= now;

/** Is the token good at this moment (epoch milliseconds)? A revocation in the future is one that is announced. */
export function stateOf({ expires, revoked }: Pick<StoredToken, 'expires' | 'revoked'>, now: number) {
  if (isOver(revoked, now)) return 'revoked';
  return isOver(expires, now) ? 'expired' : 'active';
}

/**
 * Whose token this text is. Compares digests in constant time, and as long for an id that nobody has; that a token has
 * ended is told only to who holds it.
 */
export function checkToken(text: string, tokens: readonly StoredToken[], now: number): TokenVerdict {
  const id = FORM.exec(text)?.[1];
  if (id === undefined) return { ok: false, why: 'malformed' };
  const token = tokens.find((known) => known.id === id);
  const kept = token === undefined ? NOBODY : Buffer.from(token.sha256, 'hex');
  const isSame = timingSafeEqual(digestOf(text), kept);
  if (token === undefined || !isSame) return { ok: false, why: 'unknown' };
  const state = stateOf(token, now);
  return state === 'active' ? { ok: true, token } : { ok: false, why: state };
}
