/** Attacks on what a single number tells: 6, 7, 14, 15 and 17. */
import type { Adversary, ToldRow } from './adversary.ts';
import { pathOf } from './adversary.ts';
import type { Attack, Finding, Lesson } from './attack.ts';
import { betaInstrumentNames, createTown, instrumentNames } from './town.ts';

const K = 5;
const ALPHA = { programme: 'alpha' };
const town = createTown();
const alpha = town.pairs.filter(({ programme }) => programme === 'alpha');
const answersOf = (instrument: string) =>
  town.invitations.flatMap((one) => (one.instrument === instrument ? (one.satisfied ?? []) : []));

const found = (who: Adversary, how: string, lessons: readonly Lesson[], note?: string): Finding => {
  return { tried: who.requests(), how, k: K, lessons, ...(note === undefined ? {} : { note }) };
};

/** Whole numbers x of n that a share as it was told can stand for. */
export function countsThatFit({
  value,
  n,
  count,
  reason,
}: Pick<ToldRow, 'value' | 'n' | 'count' | 'reason'>): number[] {
  if (n === null || value === null) return [];
  const all = Array.from({ length: n + 1 }, (_, x) => x);
  if (typeof count === 'number') return [count];
  if (reason === 'at_most') return all.filter((x) => x / n <= value + 1e-9);
  if (reason === 'at_least') return all.filter((x) => x / n >= value - 1e-9);
  const near = /^near_(\d+)_percent$/.exec(reason ?? '');
  const slack = near === null ? 1e-6 : Number(near[1]) / 200 + 1e-9;
  return all.filter((x) => Math.abs(x / n - value) <= slack);
}

/** What a share tells of the few on one side of it: who they are is known to whoever knows that they are there. */
function lessonsOfShare(about: string, row: ToldRow, x: number, n: number): Lesson[] {
  const fit = countsThatFit(row);
  const [only] = fit;
  if (fit.length !== 1 || only !== x || row.n !== n) return [];
  // That nobody or everybody has it tells what each single person has.
  const people = x === 0 || x === n ? 1 : Math.min(x, n - x);
  return [{ about, people, what: `${x} of ${n}` }];
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const isNear = (one: number, other: number) => Math.abs(one - other) < 1e-6;

/** Mean and n of all and of those that are shown leave those that are not. */
function leftOver(whole: ToldRow | undefined, parts: readonly ToldRow[]): Lesson[] {
  const shown = parts.filter(({ value, n }) => value !== null && n !== null);
  const hidden = parts
    .filter(({ value, n }) => value === null || n === null)
    .map(({ group }) => group['instrument'] ?? '');
  const direct = shown.flatMap(({ group, n, value }): Lesson[] => {
    const own = answersOf(group['instrument'] ?? '');
    const isRight = own.length === n && isNear(sumOf(own) / own.length, value ?? 0);
    return isRight ? [{ about: `answers to ${group['instrument']}`, people: own.length, what: 'their mean' }] : [];
  });
  if (typeof whole?.value !== 'number' || typeof whole.n !== 'number' || hidden.length === 0) return direct;
  const n = whole.n - sumOf(shown.map((row) => row.n ?? 0));
  const mean = (whole.value * whole.n - sumOf(shown.map((row) => (row.value ?? 0) * (row.n ?? 0)))) / n;
  const own = hidden.flatMap(answersOf);
  if (n !== own.length || !isNear(mean, sumOf(own) / own.length)) return direct;
  return [...direct, { about: `answers to ${hidden.join('+')}`, people: n, what: `their mean, ${mean.toFixed(2)}` }];
}

const siblings: Attack = {
  id: 6,
  title: 'Mean and n of total and of siblings',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const [whole] = await who.series('satisfaction', ALPHA);
    const parts = await who.series('satisfaction', { ...ALPHA, group_by: 'instrument' });
    const others: ToldRow[] = [];
    for (const name of instrumentNames) {
      const [row] = await who.series('satisfaction', { ...ALPHA, 'f.instrument': name });
      if (row !== undefined) others.push({ ...row, group: { instrument: name } });
    }
    const lessons = [...leftOver(whole, parts), ...leftOver(whole, others)];
    return found(who, 'satisfaction of all, by survey, and of each survey by filter', lessons);
  },
};

/** Numbers of a formula such as `3 ÷ 7 = 0.4286`. */
function countsInFormulas(text: string): string[] {
  return [...text.matchAll(/(\d[\d,]*) ÷ (\d[\d,]*)/g)].map(([, x = '', n = '']) => `${x} of ${n}`);
}

async function sharesOfDepartments(who: Adversary, names: readonly string[]): Promise<Lesson[]> {
  const rows = await who.series('premature-closure', { ...ALPHA, group_by: 'mentee_department' });
  const explained = await who.get(pathOf('premature-closure', 'explain', { ...ALPHA, group_by: 'mentee_department' }));
  const told = countsInFormulas(explained.text);
  return names.flatMap((name) => {
    const own = alpha.filter(({ department }) => department === name);
    const x = own.filter(({ endedEarly }) => endedEarly).length;
    const row = rows.find(({ group }) => group['mentee_department'] === name);
    const direct = row === undefined ? [] : lessonsOfShare(`early ends in ${name}`, row, x, own.length);
    const people = x === 0 || x === own.length ? 1 : Math.min(x, own.length - x);
    const isTold = told.includes(`${x} of ${own.length}`);
    return [...direct, ...(isTold ? [{ about: `early ends in ${name}`, people, what: 'by its formula' }] : [])];
  });
}

const knownN: Attack = {
  id: 7,
  title: 'Rate with known n',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const lessons = await sharesOfDepartments(who, ['finance', 'it', 'sales', 'design', 'legal']);
    return found(who, 'early ends by department: which x of the known n fits, and the formulas of explain', lessons);
  },
};

const alike: Attack = {
  id: 14,
  title: 'All answered the same',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const lessons = await sharesOfDepartments(who, ['hr', 'ops']);
    for (const metric of ['satisfaction', 'satisfaction-favourable']) {
      const rows = await who.series(metric, { ...ALPHA, group_by: 'instrument' });
      const row = rows.find(({ group }) => group['instrument'] === 'exit');
      const top = metric === 'satisfaction' ? 5 : 1;
      const isExact = row?.value === top && !/^(at_|near_)/.test(row.reason ?? '');
      if (isExact) lessons.push({ about: 'answers to exit', people: 1, what: `${metric}: everybody’s is the same` });
    }
    return found(who, 'early ends where nobody or everybody had one, and a survey that all answered with 5', lessons);
  },
};

const END_DAYS = [30, 90, 180, 365, 730];
const DAY_MS = 86_400_000;

/** How many ended between two points of a curve, whichever list has them, by the share that is left and the number at risk at first. */
function endsBetween(row: ToldRow): { from: number; to: number; ends: number }[] {
  const { n, points = [], curve = [] } = row;
  const days = new Map([...points, ...curve].map((point) => [point.day, point]));
  const told = [...days.values()]
    .toSorted((a, b) => a.day - b.day)
    .flatMap(({ day, survival }) => (typeof survival === 'number' ? [{ day, survival }] : []));
  const all = [{ day: 0, survival: 1 }, ...told];
  return all.slice(1).flatMap((point, index) => {
    const before = all[index];
    if (before === undefined || n === null) return [];
    return [{ from: before.day, to: point.day, ends: Math.round((before.survival - point.survival) * n) }];
  });
}

/** The single group that does not tell a day, by what all together and the others do: how many of it had ended by then. */
async function lessonsOfRemainder(who: Adversary, axis: 'department' | 'location'): Promise<Lesson[]> {
  const breakdown = `mentee_${axis}`;
  const [total] = await who.series('pair-survival', ALPHA);
  const rows = await who.series('pair-survival', { ...ALPHA, group_by: breakdown });
  return (total?.points ?? []).flatMap(({ day, at_risk: all }): Lesson[] => {
    const watched = rows.map((row) => row.points?.find((point) => point.day === day)?.at_risk);
    const name = rows[watched.indexOf(undefined)]?.group[breakdown];
    if (name === undefined || watched.filter((count) => count === undefined).length > 1) return [];
    const left = watched.reduce<number>((rest, count) => rest - (count ?? 0), all);
    const own = alpha.filter((pair) => pair[axis] === name);
    const ended = own.filter(({ start, end }) => (end - start) / DAY_MS < day).length;
    const isRight = own.length - left === ended && ended > 0;
    return isRight ? [{ about: `${name}, by day ${day}`, people: ended, what: `${ended} ended, by subtraction` }] : [];
  });
}

const steps: Attack = {
  id: 15,
  title: 'A step of a curve, or a median, is one person’s date',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const rows = await who.series('pair-survival', { ...ALPHA, group_by: 'mentee_department' });
    for (const horizon of END_DAYS.map(String))
      rows.push(...(await who.series('pair-survival', { ...ALPHA, group_by: 'mentee_department', horizon })));
    // Who is answered live may ask for the whole curve; of a release it is refused.
    for (const one of [who, ground.admit('admin')])
      rows.push(...(await one.series('pair-survival', { ...ALPHA, group_by: 'mentee_department', curve: 'full' })));
    rows.push(...(await ground.admit('admin').series('pair-survival', { ...ALPHA, curve: 'full' })));
    await who.get(pathOf('pair-survival', 'triangle', { ...ALPHA, cohort: 'year', period: 'month', periods: '6' }));
    const lessons = rows.flatMap((row): Lesson[] => {
      const name = row.group['mentee_department'] ?? '';
      const own = alpha.filter(({ department }) => department === name);
      const lengths = own.map(({ start, end }) => (end - start) / DAY_MS).toSorted((a, b) => a - b);
      const ended = endsBetween(row).flatMap(({ from, to, ends }): Lesson[] => {
        const inside = lengths.filter((days) => days > from && days <= to).length;
        const isRight = inside === ends && ends > 0;
        return isRight ? [{ about: `${name}, day ${from} to ${to}`, people: ends, what: `${ends} ended` }] : [];
      });
      const { median } = row;
      // A quantile is told of a crowd: 2k people and k on either side. Of fewer it is a date of one of them.
      const isDate = typeof median === 'number' && lengths.some((days) => isNear(days, median)) && own.length < 2 * K;
      return isDate ? [...ended, { about: name, people: 1, what: `a pairing of ${median} days` }] : ended;
    });
    for (const axis of ['department', 'location'] as const) lessons.push(...(await lessonsOfRemainder(who, axis)));
    return found(
      who,
      'curves, whole ones too, what they leave of all together, medians and triangles of pair survival by department, at five horizons',
      lessons,
    );
  },
};

/** What response rates, and the number of answers that scores rest on, say of who did not answer. */
async function lessonsOfAbsence(who: Adversary, programme: string, names: readonly string[]): Promise<Lesson[]> {
  const asked = { programme, group_by: 'instrument' };
  const rates = await who.series('survey-response-rate', asked);
  const scores = await who.series('satisfaction', asked);
  const answered = [...scores, ...(await who.series('satisfaction-favourable', asked))];
  return names.flatMap((name): Lesson[] => {
    const n = town.invitations.filter(({ instrument }) => instrument === name).length;
    const x = answersOf(name).length;
    const of = (rows: readonly ToldRow[]) => rows.filter(({ group }) => group['instrument'] === name);
    const direct = of(rates).flatMap((row) => lessonsOfShare(`who answered ${name}`, row, x, n));
    const isBySubtraction = of(rates).some((row) => row.n === n) && of(answered).some((row) => row.n === x);
    const silent = n - x;
    if (!isBySubtraction || silent === 0) return direct;
    return [...direct, { about: `who did not answer ${name}`, people: silent, what: `${n} asked, ${x} answers` }];
  });
}

const absentee: Attack = {
  id: 17,
  title: 'Response rate 5 of 6 and a known absentee',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const lessons = await lessonsOfAbsence(who, 'alpha', instrumentNames);
    return found(who, 'response rates by survey, and how many answers its scores rest on, of small surveys', lessons);
  },
};

/** The same where every survey is large enough to be shown by itself. */
const absenteeOfLarge: Attack = {
  id: 17,
  title: 'The same with surveys that are all large enough',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const lessons = await lessonsOfAbsence(who, 'beta', betaInstrumentNames);
    return found(who, 'response rates by survey, less how many answers its scores rest on', lessons);
  },
};

export const numberAttacks: readonly Attack[] = [siblings, knownN, alike, steps, absentee, absenteeOfLarge];
