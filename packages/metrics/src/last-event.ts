/** Has everything that was told happened before an instant? Then the facts as they were then are the facts as they are. */
import { streams } from '@rapport/events';
import type { RunQuery } from './engine.ts';

/** What people do with alerts and views changes no fact but those about alerts and views. */
const TOLD = streams.map(({ name }) => name).filter((name) => name !== 'alert' && name !== 'workspace');

const SQL = `SELECT toUnixTimestamp64Milli(max(at)) AS last FROM (
${TOLD.map((stream) => `  SELECT max(occurred_at) AS at FROM events_${stream}`).join('\n  UNION ALL\n')}
)`;

/** What is remembered may be wrong for as long as this: good enough to begin with, never to end with. */
const REMEMBERED_MS = 2_000;

export type LastEvent = {
  /** Whether all events lie before an instant, as far as was known a moment ago. */
  liesBefore(instant: number): Promise<boolean>;
  /** The same, asked anew: whatever was read before this was asked held no later event. */
  stillLiesBefore(instant: number): Promise<boolean>;
};

export function createLastEvent({ query, clock }: { query: RunQuery; clock: () => number }): LastEvent {
  let known: { last: number; at: number } | undefined;
  async function read(): Promise<number> {
    const [row] = await query(SQL, {});
    known = { last: Number(row?.['last'] ?? 0), at: clock() };
    return known.last;
  }
  return {
    liesBefore: async (instant) => {
      const isFresh = known !== undefined && clock() - known.at < REMEMBERED_MS;
      return (isFresh && known !== undefined ? known.last : await read()) < instant;
    },
    stillLiesBefore: async (instant) => (await read()) < instant,
  };
}
