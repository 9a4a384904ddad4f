/** Attacks that subtract answers from one another: 1 to 5, and 13. */
import type { Adversary } from './adversary.ts';
import type { Attack, Finding } from './attack.ts';
import { createReader, dayOf, lessonsAbout, type Reader, regionsOver, timesIn } from './conclude.ts';
import type { Region, Space } from './knowledge.ts';
import { allDepartments, createTown, locations, programmes } from './town.ts';

const QUARTERS = ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4'];
const MONTHS = Array.from({ length: 12 }, (_, index) => `2023-${String(index + 1).padStart(2, '0')}`);
const K = 5;
const { pairs } = createTown();
const ALPHA = { programme: 'alpha' };
const alphaPairs = pairs.filter(({ programme }) => programme === 'alpha');

type Told = { reader: Reader; who: readonly Adversary[]; how: string; regions: readonly Region[]; k?: number };

function finding({ reader, who, how, regions, k = K }: Told, own = alphaPairs): Finding {
  const tried = who.reduce((sum, one) => sum + one.requests(), 0);
  return { tried, how, k, lessons: lessonsAbout(reader, own, regions, k) };
}

const plain: Space = { programme: ['alpha'], department: allDepartments };

const complement: Attack = {
  id: 1,
  title: 'All minus complement',
  control: 'live',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const reader = createReader(plain);
    await reader.learn(who, ALPHA);
    await reader.learn(who, { ...ALPHA, group_by: 'mentee_department' });
    for (const name of allDepartments) await reader.learn(who, { ...ALPHA, 'f.mentee_department': `!${name}` });
    const regions = regionsOver(plain, ['department']);
    return finding({ reader, who: [who], how: 'all pairings, and all but one department, for each', regions });
  },
};

const union: Attack = {
  id: 2,
  title: 'A or B, minus B',
  control: 'live',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const reader = createReader(plain);
    for (const one of allDepartments) {
      await reader.learn(who, { ...ALPHA, 'f.mentee_department': one });
      for (const other of allDepartments.filter((name) => name > one))
        await reader.learn(who, { ...ALPHA, 'f.mentee_department': `${one},${other}` });
    }
    const regions = regionsOver(plain, ['department']);
    return finding({ reader, who: [who], how: 'each department, and every two of them together', regions });
  },
};

const DAY_MS = 86_400_000;
const days = Array.from({ length: 90 }, (_, index) => dayOf(Date.UTC(2023, 0, 1) + index * DAY_MS));

/** Windows that end a day later each: their differences are days. */
const shifted: Attack = {
  id: 3,
  title: 'Day-shifted windows',
  control: 'live',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const reader = createReader({ time: days });
    for (const to of days.slice(15)) {
      const [row] = await who.series('pairings', { ...ALPHA, from: '2023-01-01', to });
      if (typeof row?.n === 'number') reader.knowledge.tell({ time: days.filter((day) => day < to) }, row.n);
    }
    for (const grain of ['day', 'week'])
      await who.series('pairings', { ...ALPHA, from: '2023-01-01', to: '2023-04-01', grain });
    for (const as_of of ['2023-02-01T00:00:00Z', '2023-02-02T00:00:00Z'])
      await who.series('pairings', { ...ALPHA, as_of });
    const regions = days.map((day): Region => ({ time: [day] }));
    return finding({
      ...{ reader, who: [who], regions },
      how: 'windows that end a day later each; days, weeks, and other moments',
    });
  },
};

/** Tables that share no axis but cut the same people. */
const overlapping: Attack = {
  id: 4,
  title: 'Overlapping segments',
  control: 'live',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const space: Space = { ...plain, location: locations, time: QUARTERS };
    const reader = createReader(space);
    const [by, place] = ['mentee_department', 'mentee_location'];
    for (const group_by of ['', by, place]) {
      const asked = group_by === '' ? ALPHA : { ...ALPHA, group_by };
      await reader.learn(who, asked);
      await reader.learn(who, { ...asked, grain: 'quarter', from: '2023-01-01', to: '2024-01-01' });
    }
    for (const location of locations) await reader.learn(who, { ...ALPHA, group_by: by, [`f.${place}`]: location });
    for (const department of allDepartments)
      await reader.learn(who, { ...ALPHA, group_by: place, [`f.${by}`]: `!${department}` });
    const regions = [
      ['department', 'location'],
      ['department', 'time'],
      ['location', 'time'],
      ['department', 'location', 'time'],
    ];
    return finding({
      ...{ reader, who: [who], how: 'departments, locations and quarters, each by itself and two together' },
      regions: regions.flatMap((axes) => regionsOver(space, axes)),
    });
  },
};

async function askEverything(reader: Reader, who: Adversary, scopes: readonly Record<string, string>[]): Promise<void> {
  for (const scope of scopes) {
    for (const group_by of ['', 'mentee_department', 'mentee_location', 'mentee_department,mentee_location']) {
      const asked = group_by === '' ? scope : { ...scope, group_by };
      for (const grain of ['', 'year', 'quarter']) {
        const range = { from: '2023-01-01', to: '2024-01-01' };
        await reader.learn(who, grain === '' ? asked : { ...asked, ...range, grain });
      }
    }
  }
}

const algebra: Attack = {
  id: 5,
  title: 'Row, column and margin algebra',
  control: 'bare',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const space: Space = { programme: programmes, department: allDepartments, location: locations, time: QUARTERS };
    const reader = createReader(space);
    await askEverything(reader, who, [{}, ...programmes.map((programme) => ({ programme }))]);
    await reader.learn(who, { group_by: 'programme' });
    await reader.learn(who, { group_by: 'programme,mentee_department' });
    const asked = ['department', 'location', 'time'];
    const tables = [
      ['programme'],
      ...asked.map((axis) => [axis]),
      ['department', 'location'],
      ['department', 'time'],
      ['location', 'time'],
      asked,
    ];
    const regions = tables.flatMap((axes) => [
      ...regionsOver(space, axes),
      ...regionsOver(space, ['programme', ...axes]),
    ]);
    return finding(
      {
        reader,
        who: [who],
        how: 'every table of two programmes with all margins; a linear program over all of it',
        regions,
      },
      [...pairs],
    );
  },
};

const months: Attack = {
  id: 13,
  title: 'One mentor, many mentees',
  control: 'bare',
  play: async ({ town }) => {
    const who = town.admit('analyst');
    const space: Space = { ...plain, time: MONTHS };
    const reader = createReader(space);
    for (const grain of ['', 'year', 'quarter', 'month']) {
      const time = grain === '' ? {} : { grain, from: '2023-01-01', to: '2024-01-01' };
      await reader.learn(who, { ...ALPHA, ...time });
      await reader.learn(who, { ...ALPHA, ...time, group_by: 'mentee_department' });
      await reader.learn(who, { ...ALPHA, ...time, 'f.mentee_department': 'design' });
    }
    const own = { department: ['design'] };
    const regions = [own, ...[...MONTHS, ...QUARTERS].map((time) => ({ ...own, time: timesIn(time, MONTHS) }))];
    return finding({
      reader,
      who: [who],
      how: 'design (six mentees of one mentor) alone, beside all others and by month',
      regions,
    });
  },
};

export const differenceAttacks: readonly Attack[] = [complement, union, shifted, overlapping, algebra, months];
