/**
 * How an alert is called outside. An alert of a private rule has no name of its own: its id is made of its rule and its
 * episode, so that who guesses both could check the guess. All that is said of a pairing's private alerts is that there are some.
 */
import { z } from 'zod';
import { findRule, rules } from '../rules.ts';

const PREFIX = 'check-in.';

/** What private rules are called together. */
export const CHECK_IN = 'check-in';

export const privateRules: readonly string[] = rules
  .filter(({ evidence }) => evidence === 'private')
  .map(({ id }) => id);

export const isPrivate = (rule: string) => findRule(rule)?.evidence === 'private';

/** Which alerts a handle means: one, or the private ones of a pairing. */
export type Meant = { alert: string } | { programme: string; pairing: string };

const subject = z.tuple([z.string(), z.string()]);

export function handleOf(row: { alert: string; rule: string; programme: string; pairing: string }): string {
  if (!isPrivate(row.rule)) return row.alert;
  return `${PREFIX}${Buffer.from(JSON.stringify([row.programme, row.pairing])).toString('base64url')}`;
}

/** What a handle means; one that we never gave means an alert that does not exist. */
export function meantBy(handle: string): Meant {
  if (!handle.startsWith(PREFIX)) return { alert: handle };
  try {
    const text = Buffer.from(handle.slice(PREFIX.length), 'base64url').toString('utf8');
    const [programme, pairing] = subject.parse(JSON.parse(text));
    return { programme, pairing };
  } catch {
    return { alert: handle };
  }
}
