/** Attacks with answers of two moments: 8, 9 and 19. */
import type { RapportEvent } from '@rapport/events';
import { event } from '../../../../packages/metrics/src/testing/scenario.ts';
import type { Adversary, Parameters, ToldRow } from './adversary.ts';
import { pathOf } from './adversary.ts';
import type { Attack, Lesson } from './attack.ts';
import type { Ground } from './ground.ts';
import { createKnowledge, type Region } from './knowledge.ts';
import { allDepartments, createTown, eventsOf, type Pair, peopleIn } from './town.ts';

const K = 5;
const ALPHA = { programme: 'alpha' };
const town = createTown();
const before = town.pairs.filter(({ programme }) => programme === 'alpha');
const START = Date.UTC(2024, 5, 1, 12);

function joinOf(department: string, index: number): Pair {
  const id = `late-${department}-${index}`;
  return {
    ...{ programme: 'alpha', pairing: `p-${id}`, mentor: `m-${id}`, mentee: `e-${id}`, department, location: 'north' },
    ...{ start: START + index * 60_000, end: START + 999 * 86_400_000, endedEarly: false },
  };
}

// Who just started has no end yet.
const joining = (pairs: readonly Pair[]) => pairs.flatMap((pair) => eventsOf(pair).slice(0, 2));
const leaving = (pair: Pair) =>
  event('pairing.voided', '2024-06-01T13:00:00Z', { programme_id: 'alpha', pairing_id: pair.pairing });

type Moment = { at: string; events: readonly RapportEvent[]; pairs: readonly Pair[] };

const gone = before.filter(({ department }) => department === 'sales').slice(0, 1);
const one = joinOf('hr', 0);
const six = Array.from({ length: 6 }, (_, index) => joinOf('it', index + 1));
const afterOne = [...before, one];
const afterErasure = afterOne.filter((pair) => !gone.includes(pair));

/** One joins; one is taken out of the record; six join another department, so that totals may move. */
const moments: readonly Moment[] = [
  { at: '2024-06-01T00:00:00Z', events: [], pairs: before },
  { at: '2024-06-02T00:00:00Z', events: joining([one]), pairs: afterOne },
  { at: '2024-06-03T00:00:00Z', events: gone.map(leaving), pairs: afterErasure },
  { at: '2024-06-04T00:00:00Z', events: joining(six), pairs: [...afterErasure, ...six] },
];

const names = moments.map((_, index) => `moment-${index}`);
const space = { moment: names, department: allDepartments };
const QUESTIONS: readonly Parameters[] = [ALPHA, { ...ALPHA, group_by: 'mentee_department' }];

/** Rows are of the release that they name; live ones of the moment of the question. */
function momentOf({ release }: ToldRow, now: string): string {
  const index = moments.findIndex(({ at }) => at === release);
  return release === undefined ? now : (names[index] ?? now);
}

type Reading = { requests: number; lessons: Lesson[] };

function changesIn(departments: readonly string[], from: Moment, to: Moment): Pair[] {
  const own = ({ pairs }: Moment) => pairs.filter(({ department }) => departments.includes(department));
  const ids = (pairs: readonly Pair[]) => new Set(pairs.map(({ pairing }) => pairing));
  const [earlier, later] = [own(from), own(to)];
  const [had, has] = [ids(earlier), ids(later)];
  return [...earlier.filter(({ pairing }) => !has.has(pairing)), ...later.filter(({ pairing }) => !had.has(pairing))];
}

/** What two moments, one beside the other, say of those who came or left between them. */
function lessonsOf(knowledge: ReturnType<typeof createKnowledge>): Lesson[] {
  const groups = [...allDepartments.map((department) => [department]), allDepartments];
  return moments.flatMap((to, index) =>
    moments.slice(0, index).flatMap((from, earlier) =>
      groups.flatMap((departments): Lesson[] => {
        const changed = changesIn(departments, from, to);
        const region = (moment: string | undefined): Region => ({ moment: [moment ?? ''], department: departments });
        if (changed.length === 0) return [];
        const range = knowledge.rangeOfDifference(region(names[index]), region(names[earlier]));
        const own = (pairs: readonly Pair[]) =>
          pairs.filter(({ department }) => departments.includes(department)).length;
        const truth = own(to.pairs) - own(from.pairs);
        if (range === undefined || range.high - range.low >= K || truth < range.low || truth > range.high) return [];
        const about = `${departments.join('+')}, ${from.at.slice(0, 10)} to ${to.at.slice(0, 10)}`;
        return [{ about, people: peopleIn(changed), what: `${range.low} to ${range.high} more` }];
      }),
    ),
  );
}

async function follow(ground: Ground, who: Adversary): Promise<Reading> {
  const knowledge = createKnowledge(space);
  for (const [index, { at, events }] of moments.entries()) {
    if (index > 0) await ground.publish(at, events);
    for (const asked of QUESTIONS) {
      for (const row of await who.series('pairings', asked)) {
        const department = row.group['mentee_department'];
        const region = {
          moment: [momentOf(row, names[index] ?? '')],
          department: department === undefined ? allDepartments : [department],
        };
        if (row.n !== null) knowledge.tell(region, row.n);
      }
    }
  }
  return { requests: who.requests(), lessons: lessonsOf(knowledge) };
}

const consecutive: Attack = {
  id: 8,
  title: 'Consecutive releases with a join and an erasure',
  control: 'live',
  play: async ({ fresh }) => {
    const ground = await fresh();
    const { requests, lessons } = await follow(ground, ground.admit('analyst'));
    return {
      ...{ tried: requests, k: K, lessons },
      how: 'four releases: one person joins, one pairing is voided, six others join; the differences of all numbers, by linear program',
    };
  },
};

/** Somebody of it turns out to have been in hr all the time. */
const moved = before.filter(({ department }) => department === 'it').slice(0, 1);

const change: Attack = {
  id: 9,
  title: 'Attribute change of one person',
  control: 'live',
  play: async ({ fresh }) => {
    const ground = await fresh();
    const who = ground.admit('analyst');
    const metrics = ['pairings', 'premature-closure', 'pair-survival'];
    const ask = async () => {
      const rows: [string, ToldRow][] = [];
      for (const metric of metrics) for (const row of await who.series(metric, QUESTIONS[1])) rows.push([metric, row]);
      return rows;
    };
    const earlier = await ask();
    const events = moved.map(({ mentee, start }) =>
      event('participant.profile_changed', new Date(start - 86_400_000).toISOString(), {
        ...{ participant_id: mentee, attributes: { department: 'hr', location: 'north' } },
        recorded_at: '2024-06-01T12:00:00Z',
      }),
    );
    await ground.publish('2024-06-02T00:00:00Z', events);
    const later = await ask();
    const textOf = ({ release: _release, ...row }: ToldRow) => JSON.stringify(row);
    const lessons = later.flatMap(([metric, row]): Lesson[] => {
      const same = earlier.find(
        ([id, other]) => id === metric && JSON.stringify(other.group) === JSON.stringify(row.group),
      );
      if (same === undefined || textOf(same[1]) === textOf(row)) return [];
      return [
        { about: `${metric} of ${row.group['mentee_department']}`, people: moved.length, what: 'its number moved' },
      ];
    });
    const how = 'a late correction moves one person from it to hr; three metrics by department before and after';
    return { tried: who.requests(), how, k: K, lessons };
  },
};

/** Everything that somebody who is taken out of the record could still be seen in. */
async function placesOf(who: readonly Adversary[], { pairing }: Pair): Promise<string[]> {
  const found: string[] = [];
  for (const one of who) {
    for (const path of [
      `/v1/pairings/${pairing}/timeline`,
      '/v1/attention',
      ...['pairings', 'premature-closure'].map((metric) => pathOf(metric, 'lineage', { ...ALPHA, limit: '500' })),
      ...['pairings', 'pair-survival'].map((metric) =>
        pathOf(metric, 'series', { ...ALPHA, group_by: 'mentee_department' }),
      ),
    ]) {
      const { text, status } = await one.get(path);
      // The path says it, too, where there is nothing.
      if (status === 200 && text.replaceAll(path, '').includes(pairing)) found.push(path);
    }
  }
  return found;
}

const erased: Attack = {
  id: 19,
  title: 'After erasure',
  control: 'bare',
  play: async ({ fresh, town: { protection } }) => {
    const ground = await fresh();
    // Not a lead, who may follow single pairings of theirs, voided ones too.
    const who = [ground.admit('analyst'), ground.admit('data')];
    const pair = gone[0];
    if (pair === undefined) throw new Error('nobody to erase');
    // The control is the same search before anybody is erased, by those who may see single pairings.
    const isControl = protection === 'bare';
    if (!isControl) await ground.publish('2024-06-03T00:00:00Z', [leaving(pair)]);
    const seekers = isControl ? [ground.admit('admin')] : who;
    const places = await placesOf(seekers, pair);
    const texts = await ground.storedTexts();
    const plain = /@|"(?:first_name|last_name|full_name|email|phone|comment|note|free_text)":/i.exec(texts)?.[0];
    const lessons = places.map((path): Lesson => ({ about: pair.pairing, people: 1, what: path }));
    if (plain !== undefined) lessons.push({ about: 'stored events', people: 1, what: `plain text: ${plain}` });
    return {
      ...{ tried: seekers.reduce((sum, one) => sum + one.requests(), 0), k: K, lessons },
      how: 'a voided pairing looked for in every surface; all stored events searched for names, addresses and comments',
      note: 'voiding is the only erasure that the contract has: events stay, under pseudonyms, and the programme’s lead still sees the timeline; there is no event that erases a person, and topics and backups are not searched',
    };
  },
};

export const timeAttacks: readonly Attack[] = [consecutive, change, erased];
