/** Two warehouses for one lead: in one their programme is alone, in the other there is a second one beside it. */
import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import { createFactKeeper, createReleaseMaker } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { watchAnswers } from './described-answers.ts';
import { createOwnTokens } from './own-tokens.ts';

const NOW = '2024-06-01T00:00:00Z';
/** The lead's programme, that of others, and one as long that nobody has. */
export const OWN = 'g0';
export const FOREIGN = 'zeta-quarter';
export const NOBODYS = 'zeta-quarrel';

const ids = [
  'participant_id',
  'mentor_id',
  'mentee_id',
  'pairing_id',
  'meeting_id',
  'goal_id',
  'invitation_id',
  'response_id',
];

function ownEvents(): RapportEvent[] {
  const events = busyHistory(60);
  const own = events.filter((event) => event.programme_id === OWN);
  const people = new Set(own.flatMap((event) => ('mentee_id' in event ? [event.mentee_id] : [])));
  const beside = events.filter(
    (event) =>
      (event.programme_id ?? '') === '' && (!('participant_id' in event) || people.has(event.participant_id ?? '')),
  );
  return [...own, ...beside];
}

/** The same history of other people in another programme. */
function foreignOf(event: RapportEvent): RapportEvent {
  const fields = Object.entries(event).map(([name, value]) => {
    if (name === 'event_id') return [name, eventIdFrom('foreign', String(value))];
    if (name === 'programme_id' && value === OWN) return [name, FOREIGN];
    return [name, ids.includes(name) ? `z-${String(value)}` : value];
  });
  return Object.fromEntries(fields) as RapportEvent;
}

/** Things of the lead, of others, and of nobody, by the first part of their address. Nobody's are as long as those of others. */
export function thingsOf(programme: string): Readonly<Record<string, string>> {
  const whose = [OWN, FOREIGN].indexOf(programme);
  const mine = ownEvents().find(({ type }) => type === 'meeting.held');
  if (mine === undefined) throw new Error('a history without a meeting');
  const events = [mine.event_id, foreignOf(mine).event_id];
  // Only pairings with even numbers are the lead's, or copied from there.
  const pairings = ['p0', 'z-p0'];
  return {
    pairings: pairings[whose] ?? 'z-p1',
    events: events[whose] ?? eventIdFrom('nobody', mine.event_id),
  };
}

export type World = {
  scenario: Scenario;
  app: FastifyInstance;
  watched: ReturnType<typeof watchAnswers>;
  close: () => Promise<void>;
};

async function worldOf(url: string, events: readonly RapportEvent[], tokens: ReturnType<typeof createOwnTokens>) {
  const scenario = await createScenario(url, NOW);
  await scenario.load(events);
  const clock = () => Date.parse(NOW);
  const facts = createFactKeeper({ warehouse: scenario.warehouse, clock });
  await facts.refresh();
  await createReleaseMaker({ warehouse: scenario.warehouse, clock, settleSeconds: 60 }).make('loop');
  const app = await createInsights({
    warehouse: scenario.warehouse,
    facts,
    logger: createLogger('worlds-test', 'silent'),
    registry: createRegistry('worlds-test'),
    clock,
    tokens: tokens.source,
    // The engine's own clock says how long ago rows came in: one world must not be judged while the other is still settling.
    settleSeconds: 1,
  });
  const close = async () => {
    await app.close();
    await scenario.close();
  };
  return { scenario, app, watched: watchAnswers(app), close };
}

/** Both worlds know the same tokens. */
export async function createTwoWorlds(url: string) {
  const tokens = createOwnTokens();
  const own = ownEvents();
  const alone: World = await worldOf(url, own, tokens);
  const beside: World = await worldOf(url, [...own, ...own.map(foreignOf)], tokens);
  return { tokens, alone, beside };
}
