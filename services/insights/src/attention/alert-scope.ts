import { type Access, seesProgramme } from '../access/access.ts';

/**
 * The programmes whose alerts a caller asks for: those named, as far as they see them. A programme of others has just the
 * alerts that one has which nobody has: none.
 */
export function scopedProgrammes(
  access: Pick<Access, 'programmes'>,
  named: string | undefined,
): 'all' | readonly string[] {
  if (named === undefined) return access.programmes;
  return seesProgramme(access, named) ? [named] : [];
}
