/** What a pairing's number says about it: people, programme, days. Meetings, surveys and goals ask the same, without a join. */
import { DAY_MS, type Dice, storySpan } from './data-sql.ts';

/** How many there are of what. */
export type Sizes = {
  pairings: number;
  /** Pairings with a smaller number were activated; the others were proposed or declined. */
  activated: number;
  meetings: number;
  mentors: number;
  mentees: number;
  bystanders: number;
  invitations: number;
  goals: number;
};

/** Sizes for about so many events: 50,000 pairings, 600,000 meetings and 100,000 answers to a million. */
export function sizesOf(events: number): Sizes {
  const share = (part: number) => Math.max(8, Math.round((events * part) / 8) * 8);
  return {
    pairings: share(0.05),
    activated: share(0.046),
    meetings: share(0.6),
    mentors: share(0.004),
    mentees: share(0.02),
    bystanders: share(0.004),
    invitations: share(0.03),
    goals: share(0.015),
  };
}

/** The first are the largest. */
export const programmes: readonly { id: string; zone: string }[] = [
  { id: 'engineering', zone: 'Europe/London' },
  { id: 'graduates', zone: 'Europe/London' },
  { id: 'sales', zone: 'America/New_York' },
  { id: 'leadership', zone: 'Europe/Berlin' },
  { id: 'research', zone: 'America/New_York' },
  { id: 'operations', zone: 'Asia/Kolkata' },
  { id: 'returners', zone: 'Europe/London' },
  { id: 'support', zone: 'Africa/Cairo' },
  { id: 'finance', zone: 'Australia/Sydney' },
  { id: 'apprentices', zone: 'Europe/Berlin' },
  { id: 'alumni', zone: 'America/Sao_Paulo' },
  { id: 'pilot', zone: 'UTC' },
];

/** A programme that nothing is stored of: the bench sends its events while it watches. */
export const liveProgramme = { id: 'live', zone: 'Europe/London' } as const;

export type PairingSql = {
  id: string;
  programme: string;
  mentorNumber: string;
  menteeNumber: string;
  startMs: string;
  committedMs: string;
  /** When it ended or would have ended; it has not where this is not before the end of the story. */
  endMs: string;
  endsEarly: string;
};

/** Expressions over a pairing's number `p`. About three in ten end before their time. */
export function pairingSql(dice: Dice, sizes: Sizes, p: string): PairingSql {
  const start = `toInt64(${storySpan.from} + pow(${dice.uniform('start', p)}, 0.8) * ${storySpan.to - storySpan.from - 30 * DAY_MS})`;
  const length = `(arrayElement([183., 366., 366., 731.], 1 + ${dice.hash('length', p)} % 4) * ${DAY_MS})`;
  const early = `(-log(1 - ${dice.uniform('early', p)}) / 0.357 * ${length})`;
  return {
    id: dice.id('pair_', 'pair', p),
    programme: dice.pick(
      'programme',
      p,
      programmes.map(({ id }) => id),
      2,
    ),
    mentorNumber: `toUInt32(floor(${sizes.mentors} * pow(${dice.uniform('mentor of', p)}, 1.3)))`,
    menteeNumber: `toUInt32(floor(${sizes.mentees} * ${dice.uniform('mentee of', p)}))`,
    startMs: start,
    committedMs: `(${start} + toInt64(${length}))`,
    endMs: `(${start} + toInt64(least(${length}, ${early})))`,
    endsEarly: `(${early} < ${length})`,
  };
}

export const mentorId = (dice: Dice, n: string): string => dice.id('per_', 'mentor', n);
export const menteeId = (dice: Dice, n: string): string => dice.id('per_', 'mentee', n);
