/** `rapport dlq retry` and `discard`: doing something about dead letters. */
import { userInfo } from 'node:os';
import type { EventProducer } from '@rapport/log';
import type { DeadLetterSummary } from '@rapport/warehouse';
import { confirm } from '../confirm.ts';
import { placeText } from '../dead-letters/places.ts';
import { type Deed, discard, type Judged, judge, leftResult, type Result, retry } from '../dead-letters/retry.ts';
import { type Selection, selectLetters } from '../dead-letters/selection.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import type { DlqDependencies } from './dlq.ts';

export type DeedOptions = Selection & {
  dryRun?: boolean;
  yes?: boolean;
  by?: string;
  reason?: string;
  format: 'table' | 'json';
};

const count = (value: number) => `${value.toLocaleString('en')} dead letter${value === 1 ? '' : 's'}`;

function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return 'unknown';
  }
}

const deedOf = ({ by, reason }: DeedOptions): Deed => ({
  by: by ?? currentUser(),
  atMs: Date.now(),
  reason: reason ?? '',
});

async function withProducer<T>(
  { connections }: DlqDependencies,
  work: (producer: EventProducer) => Promise<T>,
): Promise<T> {
  const producer = await connections.log.createProducer();
  try {
    return await work(producer);
  } finally {
    await producer.close();
  }
}

function report(terminal: Terminal, results: readonly Result[], format: 'table' | 'json'): boolean {
  if (format === 'json') terminal.print(JSON.stringify(results, null, 2));
  else {
    const rows = results.map(({ place, outcome, why }) => [place, outcome.replaceAll('_', ' '), why]);
    terminal.print(table(['place', 'outcome', 'why'], rows));
  }
  return results.every(({ outcome }) => outcome === 'done');
}

function summary(results: readonly Result[], verb: string): string {
  const left = Map.groupBy(
    results.filter(({ outcome }) => outcome !== 'done'),
    ({ outcome }) => outcome,
  );
  const reasons = [...left].map(([outcome, own]) => `${own.length} ${outcome.replaceAll('_', ' ')}`);
  const done = results.length - [...left.values()].reduce((sum, own) => sum + own.length, 0);
  return [`${count(done)} ${verb}`, ...reasons].join(', ');
}

async function chosen(dependencies: DlqDependencies, options: DeedOptions): Promise<DeadLetterSummary[]> {
  const letters = await selectLetters(dependencies.connections, dependencies.settings.topicPrefix, options);
  if (letters.length === 0) dependencies.terminal.say('no open dead letters are meant by that');
  return letters;
}

/** Puts the chosen ones on their topics again; false when one of them was left, with the reason said. */
export async function retryDeadLetters(
  dependencies: DlqDependencies,
  options: DeedOptions & { force?: boolean },
): Promise<boolean> {
  const { connections, settings, terminal } = dependencies;
  const rooms = { log: connections.log, topicPrefix: settings.topicPrefix };
  const letters = await chosen(dependencies, options);
  if (letters.length === 0) return true;
  const judged: Judged[] = await judge(rooms, letters, options.force === true);
  const good = judged.filter(({ verdict }) => verdict.outcome === 'good').length;
  if (options.dryRun === true || good === 0) {
    const results = judged.map(leftResult);
    terminal.say(`${summary(results, 'would be retried')}; nothing was sent`);
    return report(terminal, results, options.format);
  }
  if (options.yes !== true && !(await confirm(`Put ${count(good)} on their topics again?`))) {
    terminal.say('nothing was sent');
    return true;
  }
  const progress = terminal.progress('retrying');
  const results = await withProducer(dependencies, (producer) =>
    retry({ ...rooms, producer }, judged, deedOf(options), (sent) => progress.update(sent, good)),
  );
  progress.end(summary(results, 'on their topics again'));
  return report(terminal, results, options.format);
}

/** Marks the chosen ones as given up; false when one of them had been marked before. */
export async function discardDeadLetters(
  dependencies: DlqDependencies,
  options: DeedOptions & { reason: string },
): Promise<boolean> {
  const { settings, terminal } = dependencies;
  const letters = await chosen(dependencies, options);
  const open = letters.filter(({ state }) => state === 'open');
  const left = letters
    .filter(({ state }) => state !== 'open')
    .map((letter): Result => ({ place: placeText(letter), outcome: 'already_marked', why: letter.state }));
  if (options.dryRun === true || open.length === 0) {
    const would = open.map(
      (letter): Result => ({ place: placeText(letter), outcome: 'done', why: 'would be given up' }),
    );
    if (letters.length > 0) terminal.say(`${summary([...would, ...left], 'would be given up')}; nothing was marked`);
    return letters.length === 0 || report(terminal, [...would, ...left], options.format);
  }
  if (options.yes !== true && !(await confirm(`Give up ${count(open.length)}?`))) {
    terminal.say('nothing was marked');
    return true;
  }
  const progress = terminal.progress('discarding');
  const marked = await withProducer(dependencies, (producer) =>
    discard({ topicPrefix: settings.topicPrefix, producer }, open, deedOf(options), (n) =>
      progress.update(n, open.length),
    ),
  );
  progress.end(summary([...marked, ...left], 'given up; their bytes stay'));
  return report(terminal, [...marked, ...left], options.format);
}
