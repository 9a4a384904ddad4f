/** What the attacks tried and learned, as text or as a table of Markdown. */
import { leaksOf, smallestGroup } from './attack.ts';
import type { Run } from './run-attacks.ts';
import type { Timing } from './timing.ts';

export type Played = { guarded: Run; control: Run };

const learned = ({ finding }: Run) => {
  const size = smallestGroup(finding);
  return size === undefined ? 'nothing' : `${finding.lessons.length} groups, the smallest of ${size}`;
};
const verdictOf = ({ guarded, control }: Played) => {
  if (leaksOf(guarded.finding).length > 0) return 'LEAKS';
  return leaksOf(control.finding).length > 0 ? 'held' : 'proves nothing';
};

/** One row an attack: its number and name, requests, how, what was learned, and what the control learned. */
function rowOf(played: Played): string[] {
  const { guarded, control } = played;
  const { attack, finding } = guarded;
  return [
    ...[String(attack.id), attack.title, String(finding.tried), finding.how, learned(guarded), String(finding.k)],
    `${attack.control}: ${leaksOf(control.finding).length} under k, the smallest of ${smallestGroup(control.finding) ?? 0}`,
    verdictOf(played),
  ];
}

const HEADER = ['#', 'attack', 'requests', 'tried', 'learned', 'k', 'control', 'verdict'];

export function markdownOf(all: readonly Played[]): string {
  const rows = [HEADER, HEADER.map(() => '---'), ...all.map(rowOf)];
  return rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

export function textOf(all: readonly Played[]): string {
  return all
    .map((played) => {
      const [id = '', title = '', requests, how, what, k, control, verdict] = rowOf(played);
      const leaks = leaksOf(played.guarded.finding).map(
        ({ about, people, what: said }) => `\n      ${about}: ${said} (${people})`,
      );
      return `${id.padStart(2)} ${title}: ${verdict}\n   ${requests} requests: ${how}\n   learned: ${what} (k ${k}); ${control}${leaks.join('')}`;
    })
    .join('\n');
}

/** What the attacks say of themselves that has no column. */
export const notesOf = (all: readonly Played[]): string[] =>
  all.flatMap(({ guarded: { attack, finding } }) =>
    finding.note === undefined ? [] : [`Attack ${attack.id}: ${finding.note}.`],
  );

export function timingText(timings: readonly Timing[]): string {
  const parts = timings.map(
    ({ what, medianMs, longer }) =>
      `${what} ${medianMs.toFixed(2)} ms (longer in ${Math.round(100 * longer)} % of pairs)`,
  );
  return `Time of an answer, median of interleaved requests: ${parts.join('; ')}. 50 % is no telling.`;
}

/** The last line. */
export function closingLine(all: readonly Played[]): string {
  const leaking = all.filter((played) => verdictOf(played) === 'LEAKS').length;
  const idle = all.filter((played) => verdictOf(played) === 'proves nothing').length;
  const requests = all.reduce((sum, { guarded }) => sum + guarded.finding.tried, 0);
  if (leaking + idle === 0)
    return `${all.length} attacks, ${requests} requests: nothing was learned of fewer than k people; each succeeded against unprotected answers.`;
  return `${all.length} attacks, ${requests} requests: ${leaking} learned of fewer than k people, ${idle} did not succeed against unprotected answers either.`;
}
