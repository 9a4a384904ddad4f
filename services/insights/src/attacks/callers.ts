/** Attacks by several tokens: 11, 12. */
import type { Adversary, Parameters } from './adversary.ts';
import type { Attack } from './attack.ts';
import { createReader, lessonsAbout, type Reader, regionsOver } from './conclude.ts';
import type { Space } from './knowledge.ts';
import { allDepartments, createTown, locations, programmes } from './town.ts';

const { pairs } = createTown();
const QUARTERS = ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4'];
const WHOLE_YEAR = { from: '2023-01-01', to: '2024-01-01' };
const space: Space = { programme: programmes, department: allDepartments, location: locations };
const timed: Space = { programme: programmes, department: allDepartments, time: QUARTERS };
const BREAKDOWNS = ['', 'mentee_department', 'mentee_location', 'mentee_department,mentee_location'];

async function askTables(reader: Reader, who: Adversary, scopes: readonly Parameters[]): Promise<void> {
  for (const scope of scopes)
    for (const group_by of BREAKDOWNS) await reader.learn(who, group_by === '' ? scope : { ...scope, group_by });
}

async function askQuarters(reader: Reader, who: Adversary, scopes: readonly Parameters[]): Promise<void> {
  for (const scope of scopes)
    for (const group_by of ['', 'mentee_department'])
      for (const time of [{}, { ...WHOLE_YEAR, grain: 'year' }, { ...WHOLE_YEAR, grain: 'quarter' }])
        await reader.learn(who, { ...scope, ...time, ...(group_by === '' ? {} : { group_by }) });
}

const allTables = (over: Space) => {
  const axes = Object.keys(over).filter((axis) => axis !== 'programme');
  const sets = [[], ...axes.map((axis) => [axis]), axes];
  return sets.flatMap((own) => [...regionsOver(over, own), ...regionsOver(over, ['programme', ...own])]);
};

const scopesOf = (own: readonly string[]): Parameters[] => own.map((programme) => ({ programme }));

const ladder: Attack = {
  id: 11,
  title: 'Raise or lower k, then compare',
  control: 'bare',
  play: async ({ town }) => {
    const who = [5, 6, 7, 9, 10, 12, 20, 25, 50].map((k) => town.admit('analyst', { k }));
    const reader = createReader(space);
    for (const one of who) await askTables(reader, one, [{}, ...scopesOf(programmes)]);
    const [first] = who;
    // Nobody may choose it with the question.
    for (const name of ['k', 'protection', 'min_people']) await first?.series('pairings', { [name]: '1' });
    return {
      ...{ tried: who.reduce((sum, one) => sum + one.requests(), 0), k: 5 },
      how: 'nine tokens with k from 5 to 50, all their tables in one linear program; k as a parameter',
      lessons: lessonsAbout(reader, pairs, allTables(space), 5),
    };
  },
};

const pooled: Attack = {
  id: 12,
  title: 'Tokens pooled',
  control: 'bare',
  play: async ({ town }) => {
    const analysts = [town.admit('analyst'), town.admit('analyst', { programmes: ['alpha'] })] as const;
    const leads = programmes.map((programme) => town.admit('lead', { programmes: [programme] }));
    const data = town.admit('data');
    const [byPlace, byTime] = [createReader(space), createReader(timed)];
    const everything = [{}, ...scopesOf(programmes)];
    for (const [who, scopes] of [
      [analysts[0], everything],
      [analysts[1], scopesOf(['alpha'])],
      [data, everything],
      ...leads.map((lead, index) => [lead, scopesOf(programmes.slice(index, index + 1))] as const),
    ] as const) {
      await askTables(byPlace, who, scopes);
      await askQuarters(byTime, who, scopes);
    }
    const who = [...analysts, ...leads, data];
    return {
      ...{ tried: who.reduce((sum, one) => sum + one.requests(), 0), k: 5 },
      how: 'two analysts, a lead of each programme and a data team put all their tables into one linear program',
      lessons: [
        ...lessonsAbout(byPlace, pairs, allTables(space), 5),
        ...lessonsAbout(byTime, pairs, allTables(timed), 5),
      ],
    };
  },
};

export const callerAttacks: readonly Attack[] = [ladder, pooled];
