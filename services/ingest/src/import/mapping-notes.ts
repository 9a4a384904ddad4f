/** Mistakes of a mapping, with their places. */
import { nearest } from '@rapport/service';

/** One mistake: where in the mapping (`files[0].events[1].key`), on which line, and what would be right. */
export type MappingIssue = { path: string; message: string; line?: number };

export type Place = readonly PropertyKey[];

/** Notes a mistake at a place of the mapping. */
export type Note = (place: Place, message: string) => void;

/** `['files', 0, 'match']` as `files[0].match`. */
export function spell(place: Place): string {
  return place.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** A list that fills as mistakes are noted. */
export function createNotes(lineOf: (place: Place) => number | undefined): { issues: MappingIssue[]; note: Note } {
  const issues: MappingIssue[] = [];
  return {
    issues,
    note(place, message) {
      const line = lineOf(place);
      issues.push({ path: spell(place), message, ...(line === undefined ? {} : { line }) });
    },
  };
}

/** ": did you mean x?" where one of the names is near, else the names themselves. */
export function suggest(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  return near === undefined ? `: one of ${names.join(', ')}` : `: did you mean ${near}?`;
}
