import { createHmac } from 'node:crypto';

export type PseudonymRule = 'exact' | 'email';

const HEX_DIGITS = 32;
export const SHORTEST_KEY = 16;

/**
 * Turns what names a person into an id that does not: HMAC-SHA-256 under a secret key, cut to 128 bits. `email` ignores
 * case and surrounding space, so that one person stays one person across files. The same key always gives the same ids.
 */
export function createPseudonym(key: string): (value: string, rule: PseudonymRule) => string {
  return function pseudonym(value, rule) {
    const normal = value.trim().normalize('NFC');
    const text = rule === 'email' ? normal.toLowerCase() : normal;
    return `ps-${createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, HEX_DIGITS)}`;
  };
}
