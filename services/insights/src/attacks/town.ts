/** The people whom the attacks are about: a small organisation of which everything is known. */
import type { RapportEvent } from '@rapport/events';
import { event } from '../../../../packages/metrics/src/testing/scenario.ts';

const DAY_MS = 86_400_000;
const LENGTH_DAYS = 120;
const FIRST_DAY = Date.UTC(2023, 0, 9, 9);
/** Days over which pairings start: until early in December, so that all have run their course by NOW. */
const START_DAYS = 330;
export const NOW = '2024-06-01T00:00:00Z';

export type Pair = {
  programme: string;
  pairing: string;
  mentor: string;
  mentee: string;
  department: string;
  location: string;
  start: number;
  /** Ended before its time, or ran to its agreed end. */
  endedEarly: boolean;
  end: number;
};

type Invitation = {
  programme: string;
  instrument: string;
  mentee: string;
  sent: number;
  /** Undefined where nobody answered. */
  satisfied: number | undefined;
};

export type Town = { pairs: readonly Pair[]; invitations: readonly Invitation[]; events: readonly RapportEvent[] };

/** Whole numbers from 0 to below `limit`, the same ones in every run (a linear congruence, its high bits). */
export function createDice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

/**
 * How many pairings a department has, in how many of them somebody left early, and by how many mentors. Legal is small in both programmes, design has
 * one mentor for all, of finance's seven three ended early, in hr nobody did and in ops everybody.
 */
const departments: Readonly<
  Record<string, readonly { name: string; pairs: number; early: number; mentors: number }[]>
> = {
  alpha: [
    { name: 'it', pairs: 44, early: 11, mentors: 30 },
    { name: 'sales', pairs: 28, early: 7, mentors: 24 },
    { name: 'hr', pairs: 14, early: 0, mentors: 14 },
    { name: 'ops', pairs: 11, early: 11, mentors: 11 },
    { name: 'finance', pairs: 7, early: 3, mentors: 7 },
    { name: 'design', pairs: 6, early: 2, mentors: 1 },
    { name: 'legal', pairs: 3, early: 1, mentors: 3 },
  ],
  beta: [
    { name: 'it', pairs: 30, early: 8, mentors: 26 },
    { name: 'sales', pairs: 9, early: 4, mentors: 9 },
    { name: 'hr', pairs: 12, early: 5, mentors: 12 },
    { name: 'ops', pairs: 6, early: 2, mentors: 6 },
    { name: 'legal', pairs: 4, early: 1, mentors: 4 },
  ],
};

/** `all` were invited; the first `answered` of them answered. Of exit all are equally satisfied. */
const instruments = [
  { name: 'spring', all: 40, answered: 33 },
  { name: 'autumn', all: 24, answered: 16 },
  { name: 'pulse', all: 6, answered: 5 },
  { name: 'exit', all: 7, answered: 7 },
  { name: 'board', all: 3, answered: 3 },
  { name: 'council', all: 4, answered: 4 },
];

const departmentsOf = (programme: string): string[] => (departments[programme] ?? []).map(({ name }) => name);
export const programmes = Object.keys(departments);
export const allDepartments = departmentsOf('alpha');
export const locations = ['north', 'south', 'east'];
export const instrumentNames = instruments.map(({ name }) => name);

function locationOf(roll: number): string {
  if (roll < 60) return 'north';
  return roll < 92 ? 'south' : 'east';
}

function pairsOf(programme: string): Pair[] {
  const dice = createDice(programme.length * 31 + 5);
  return (departments[programme] ?? []).flatMap(({ name, pairs, early, mentors }) =>
    Array.from({ length: pairs }, (_, index): Pair => {
      const start = FIRST_DAY + dice(START_DAYS) * DAY_MS + dice(8 * 3_600) * 1_000;
      const endedEarly = index < early;
      const days = endedEarly ? 12 + dice(100) : LENGTH_DAYS;
      const id = `${programme}-${name}-${index}`;
      return {
        ...{ programme, pairing: `p-${id}`, mentee: `e-${id}`, mentor: `m-${programme}-${name}-${index % mentors}` },
        ...{ department: name, location: locationOf(dice(100)), start, endedEarly, end: start + days * DAY_MS },
      };
    }),
  );
}

/** Who registers, is paired, and parts again. */
export function eventsOf(pair: Pair): RapportEvent[] {
  const { programme, pairing, mentor, mentee, department, location, start, endedEarly, end } = pair;
  const own = { programme_id: programme, pairing_id: pairing };
  const at = (ms: number) => new Date(ms).toISOString();
  const attributes = { department, location };
  return [
    event('participant.registered', at(start - 20 * DAY_MS), { participant_id: mentee, attributes }),
    event('pairing.activated', at(start), {
      ...own,
      ...{ mentor_id: mentor, mentee_id: mentee, committed_end_at: at(start + LENGTH_DAYS * DAY_MS) },
    }),
    event(endedEarly ? 'pairing.ended_early' : 'pairing.completed', at(end), own),
  ];
}

/** Surveys of beta are all large enough to be shown: of check two did not answer, of visit everybody did. */
const betaInstruments = [
  { name: 'check', all: 20, answered: 18 },
  { name: 'visit', all: 12, answered: 12 },
];
export const betaInstrumentNames = betaInstruments.map(({ name }) => name);

function invitationsOf(pairs: readonly Pair[], programme: string, asked: typeof instruments): Invitation[] {
  const dice = createDice(99);
  const sent = Date.UTC(2024, 1, 5, 9);
  const own = pairs.filter((pair) => pair.programme === programme).toSorted((a, b) => a.start - b.start);
  return asked.flatMap(({ name, all, answered }) =>
    own.slice(0, all).map(({ mentee }, index): Invitation => {
      const satisfied = name === 'exit' ? 5 : 1 + dice(5);
      return { programme, instrument: name, mentee, sent, satisfied: index < answered ? satisfied : undefined };
    }),
  );
}

function surveyEvents({ programme, instrument, mentee, sent, satisfied }: Invitation): RapportEvent[] {
  const id = `${instrument}-${mentee}`;
  const asked = {
    ...{ programme_id: programme, instrument_id: instrument, instrument_version: 1, side: 'mentee', wave: 'post' },
    ...{ invitation_id: id, participant_id: mentee },
  };
  const invited = event('survey.invitation_sent', new Date(sent).toISOString(), asked);
  if (satisfied === undefined) return [invited];
  const answers = [{ item_id: 'satisfied', value: satisfied }];
  const answeredAt = new Date(sent + 3 * DAY_MS).toISOString();
  return [invited, event('survey.response_submitted', answeredAt, { ...asked, response_id: id, answers })];
}

/** Two programmes, 174 pairings and eight surveys. */
export function createTown(): Town {
  const pairs = programmes.flatMap(pairsOf);
  const invitations = [...invitationsOf(pairs, 'alpha', instruments), ...invitationsOf(pairs, 'beta', betaInstruments)];
  const items = [{ item_id: 'satisfied', measure: 'satisfaction', scale_min: 1, scale_max: 5, reverse: false }];
  const events = [
    ...programmes.map((programme_id) =>
      event('programme.configured', '2022-12-01T00:00:00Z', { programme_id, time_zone: 'UTC', cadence_days: 14 }),
    ),
    ...[...instrumentNames, ...betaInstrumentNames].map((instrument_id) =>
      event('survey.instrument_published', '2022-12-01T00:00:00Z', { instrument_id, instrument_version: 1, items }),
    ),
    ...pairs.flatMap(eventsOf),
    ...invitations.flatMap(surveyEvents),
  ];
  return { pairs, invitations, events };
}

/** Of how many people the smaller side of some pairings is. */
export function peopleIn(pairs: readonly Pair[]): number {
  return Math.min(new Set(pairs.map(({ mentor }) => mentor)).size, new Set(pairs.map(({ mentee }) => mentee)).size);
}
