/** Outcomes as a table for people. */
import type { Outcome } from './run-fault.ts';

const HEAD = [
  'fault',
  'seed',
  'verdict',
  'recovery s',
  'records',
  'lost',
  'duplicated',
  'before merges',
  'dead letters',
  'audit',
];

const seconds = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1));

function verdictOf({ verdict, mustFind }: Outcome): string {
  if (verdict !== 'pass') return `**${verdict}**`;
  return mustFind === 'lost' || mustFind === 'duplicated' ? 'found' : 'pass';
}

function cells(outcome: Outcome): string[] {
  const { fault, seed, recoverySeconds, judgement, audit } = outcome;
  const unknown = ['?', '?', '?', '?', '?'];
  const counts =
    judgement === undefined
      ? unknown
      : [
          String(judgement.records),
          String(judgement.lost),
          String(judgement.duplicated),
          String(judgement.rawDuplicates),
          `${judgement.deadLetters.found} of ${judgement.deadLetters.expected}`,
        ];
  return [fault, String(seed), verdictOf(outcome), seconds(recoverySeconds), ...counts, audit];
}

/** A line for each run as it ends. */
export function lineOf(outcome: Outcome): string {
  const [fault = '', ...rest] = cells(outcome);
  const named = rest.map((cell, index) => `${HEAD[index + 1]} ${cell}`);
  return `${fault.padEnd(22)} ${named.join(' · ')} (${outcome.seconds.toFixed(0)} s)`;
}

/** Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...outcomes.map(cells)];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
