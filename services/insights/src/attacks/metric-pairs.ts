/** Two metrics about the same people side by side, every pair of the catalogue: 21. */
import { metrics } from '@rapport/metrics';
import type { NestedPair } from '../../../../packages/metrics/src/testing/nested-units.ts';
import type { Adversary, ToldRow } from './adversary.ts';
import type { Attack, Lesson } from './attack.ts';
import type { Ground } from './ground.ts';

const K = 5;

/** Breakdowns under which cells are laid on one another; null for none. */
const BREAKDOWNS = [null, 'instrument', 'mentee_department'] as const;

/** Units that are told one by one as people are: of people by themselves see the README. */
const KINDS: ReadonlySet<NestedPair['kind']> = new Set(['pairing', 'response', 'goal', 'alert']);

const composes = (id: string) =>
  ['composition', 'representation'].includes(metrics.find((metric) => metric.id === id)?.estimator.name ?? '');

/** The units that a cell is told to have: over the groups that its metric always has, their sum. */
function toldUnits(id: string, rows: readonly ToldRow[], group: Readonly<Record<string, string>>): number | undefined {
  const own = rows.filter((row) => Object.entries(group).every(([name, value]) => row.group[name] === value));
  const told = own.flatMap(({ n }) => (n === null ? [] : [n]));
  if (own.length === 0) return undefined;
  // Each part of a whole tells how large the whole is.
  if (composes(id)) return told[0];
  return told.length === own.length ? told.reduce((sum, n) => sum + n, 0) : undefined;
}

function createAsking(who: Adversary, programme: string, by: string | null) {
  const known = new Map<string, Promise<ToldRow[]>>();
  return (metric: string): Promise<ToldRow[]> => {
    const asked = known.get(metric) ?? who.series(metric, { programme, ...(by === null ? {} : { group_by: by }) });
    known.set(metric, asked);
    return asked;
  };
}

async function lessonsOf(ground: Ground, who: Adversary, programme: string): Promise<Lesson[]> {
  const lessons: Lesson[] = [];
  for (const by of BREAKDOWNS) {
    const ask = createAsking(who, programme, by);
    for (const pair of await ground.nested({ programme, by }, K)) {
      if (pair.tells.length === 0 || !KINDS.has(pair.kind)) continue;
      const { wide, narrow, wideN, narrowN, group, people, tells } = pair;
      if (toldUnits(wide, await ask(wide), group) !== wideN) continue;
      if (toldUnits(narrow, await ask(narrow), group) !== narrowN) continue;
      const about = `${[programme, ...Object.values(group)].join(', ')}: ${tells.join(', ')}`;
      lessons.push({ about, people, what: `${wideN} of ${wide}, ${narrowN} of ${narrow}` });
    }
  }
  return lessons;
}

const pairs: Attack = {
  id: 21,
  title: 'Two metrics of the same people side by side',
  control: 'bare',
  play: async ({ town, history }) => {
    const lessons: Lesson[] = [];
    let tried = 0;
    for (const [ground, programmes] of [
      [town, ['alpha', 'beta']],
      [await history(), ['g0', 'g1']],
    ] as const) {
      const who = ground.admit('analyst');
      for (const programme of programmes) {
        // A few told once is enough to know: the rest of the search would only count how often.
        if (lessons.some(({ people }) => people < K)) break;
        lessons.push(...(await lessonsOf(ground, who, programme)));
      }
      tried += who.requests();
    }
    const how =
      'every pair of metrics about pairings, answers, goals or alerts of which one counts few more than the other, and these are one side of a share';
    return { tried, how, k: K, lessons };
  },
};

export const pairAttacks: readonly Attack[] = [pairs];
