/** From rows of many answers to what they say together about groups of pairings. */
import type { Adversary, Parameters, ToldRow } from './adversary.ts';
import type { Lesson } from './attack.ts';
import { createKnowledge, type Knowledge, type Region, type Space } from './knowledge.ts';
import { type Pair, peopleIn } from './town.ts';

const AXES: Readonly<Record<string, string>> = {
  programme: 'programme',
  mentee_department: 'department',
  mentee_location: 'location',
};

/** Values of an axis of time that lie in a bucket: months and quarters in a year, months in a quarter. */
export function timesIn(bucket: string, times: readonly string[]): string[] {
  return times.filter((time) => {
    if (time.startsWith(bucket)) return true;
    const [year, quarter] = bucket.split('-Q');
    const month = /^(\d{4})-(\d{2})$/.exec(time);
    return quarter !== undefined && month?.[1] === year && Math.ceil(Number(month?.[2]) / 3) === Number(quarter);
  });
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
function quarterOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

function filtered(values: readonly string[], filter: string): string[] {
  const asked = filter.split(',');
  const excluded = asked.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
  return excluded.length > 0 ? values.filter((one) => !excluded.includes(one)) : asked;
}

/** What a question is about before it is broken down. */
function regionOfQuestion(space: Space, parameters: Parameters): Region {
  const region: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const axis = AXES[name.replace(/^f\./, '')];
    if (axis !== undefined && name !== 'group_by') region[axis] = filtered(space[axis] ?? [], value);
  }
  return region;
}

function regionOfRow(space: Space, asked: Region, row: ToldRow): Region {
  const own = Object.entries(row.group).flatMap(([dimension, value]) => {
    const axis = AXES[dimension];
    return axis === undefined ? [] : [[axis, [value]] as const];
  });
  const time = row.bucket === null ? [] : [['time', timesIn(row.bucket, space['time'] ?? [])] as const];
  return { ...asked, ...Object.fromEntries([...own, ...time]) };
}

/** Groups that are in no row have nobody: an answer lists all that it has. */
function absentIn(space: Space, asked: Region, groupBy: string, rows: readonly ToldRow[]): Region[] {
  const dimensions = groupBy.split(',').filter((one) => one !== '');
  if (rows.length === 0 || dimensions.length === 0) return [];
  const combinations = dimensions.reduce<string[][]>(
    (all, dimension) => all.flatMap((one) => (space[AXES[dimension] ?? ''] ?? []).map((value) => [...one, value])),
    [[]],
  );
  const seen = new Set(rows.map(({ group }) => JSON.stringify(dimensions.map((one) => group[one]))));
  return combinations
    .filter((values) => !seen.has(JSON.stringify(values)))
    .map((values) => ({
      ...asked,
      ...Object.fromEntries(dimensions.map((dimension, index) => [AXES[dimension] ?? '', [values[index] ?? '']])),
    }));
}

/** The part of a table that is protected together: months of a quarter, quarters of a year, else all of it. */
function sliceOf(bucket: string | null): string {
  if (bucket === null || /^\d{4}$/.test(bucket)) return '';
  return bucket.includes('Q') ? bucket.slice(0, 4) : quarterOf(Date.parse(`${bucket}-01`));
}

/** The next larger regions on each axis: a cell of nobody is told from a hidden one only where all of these are shown. */
function marginsOf(space: Space, region: Region): Region[] {
  return Object.entries(region).flatMap(([axis, values]) => {
    const { [axis]: _own, ...others } = region;
    if (values.length === space[axis]?.length || axis === 'programme') return [];
    const [first = ''] = values;
    const wider = /^\d{4}-\d{2}$/.test(first) && values.length === 1 ? [quarterOf(Date.parse(`${first}-01`))] : [];
    const years = axis === 'time' && values.length > 0 ? [first.slice(0, 4)] : [];
    const coarser = [...wider, ...years].map((bucket) => ({ ...others, [axis]: timesIn(bucket, space[axis] ?? []) }));
    return [...coarser, others];
  });
}

export type Reader = {
  knowledge: Knowledge;
  /** Asks how many pairings there are, and keeps what the answer says. */
  learn: (who: Adversary, parameters: Parameters) => Promise<ToldRow[]>;
};

/** An attacker who counts pairings over a space of programmes, departments, locations and (as `time`) months or quarters. */
export function createReader(space: Space): Reader {
  const knowledge = createKnowledge(space);

  async function learn(who: Adversary, parameters: Parameters): Promise<ToldRow[]> {
    const rows = await who.series('pairings', parameters);
    const asked = regionOfQuestion(space, parameters);
    const absent = absentIn(space, asked, parameters['group_by'] ?? '', rows);
    for (const region of absent) knowledge.tell(region, 0);
    const slices = Map.groupBy(rows, ({ bucket }) => sliceOf(bucket));
    for (const own of slices.values()) {
      const zeros = own.filter(({ n }) => n === 0).map((row) => regionOfRow(space, asked, row));
      // Where no cell is shown to be empty, those that are may be among the hidden ones. What has nobody anywhere is in no table at all.
      const regions = own.map((row) => regionOfRow(space, asked, row));
      const isNamed = (region: Region) =>
        Object.entries(region).every(([axis, [value = '']]) =>
          regions.some((one) => one[axis]?.includes(value) ?? true),
        );
      const empty = [...absent.filter(isNamed), ...zeros];
      for (const row of own) {
        const region = regionOfRow(space, asked, row);
        if (row.n !== null) knowledge.tell(region, row.n);
        else if (empty.length > 0) knowledge.tellSome(region, marginsOf(space, region), empty);
      }
    }
    return rows;
  }
  return { knowledge, learn };
}

/** Every choice of one value on some axes: all the groups that a table over them has. */
export function regionsOver(space: Space, axes: readonly string[]): Region[] {
  return axes.reduce<Region[]>(
    (regions, axis) =>
      regions.flatMap((region) => (space[axis] ?? []).map((value) => ({ ...region, [axis]: [value] }))),
    [{}],
  );
}

const nameOf = (region: Region) =>
  Object.entries(region)
    .map(([axis, values]) => `${axis}=${values.join('+')}`)
    .join(' ');

const inRegion = (pair: Pair, region: Region) => {
  const of = (axis: string): string[] => {
    if (axis === 'time') return [dayOf(pair.start), dayOf(pair.start).slice(0, 7), quarterOf(pair.start)];
    return [{ programme: pair.programme, department: pair.department, location: pair.location }[axis] ?? ''];
  };
  return Object.entries(region).every(([axis, values]) => of(axis).some((value) => values.includes(value)));
};

/**
 * What the answers say of these groups: one is learned where the range of its pairings is narrower than k and holds the truth.
 * Groups of nobody are nobody's secret.
 */
export function lessonsAbout(
  { knowledge }: Reader,
  pairs: readonly Pair[],
  regions: readonly Region[],
  k: number,
): Lesson[] {
  return regions.flatMap((region) => {
    const own = pairs.filter((pair) => inRegion(pair, region));
    if (own.length === 0) return [];
    const range = knowledge.rangeOf(region);
    if (range === undefined || range.high - range.low >= k) return [];
    // Whoever concludes something wrong has learned nothing; the suite says so where it happens.
    if (own.length < range.low || own.length > range.high) return [];
    const what = range.low === range.high ? `${range.low} pairings` : `${range.low} to ${range.high} pairings`;
    return [{ about: nameOf(region), people: peopleIn(own), what }];
  });
}
