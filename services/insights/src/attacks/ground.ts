/** Where attacks are played: a world in a warehouse of its own, and the API over it, listening on a real port. */
import type { RapportEvent } from '@rapport/events';
import type { RelationSource, RunQuery } from '@rapport/metrics';
import { createLogger, createRegistry, type TokenRole } from '@rapport/service';
import { copyFacts } from '../../../../packages/metrics/src/testing/copied-facts.ts';
import {
  findNested,
  type NestedPair,
  type NestedQuestion,
} from '../../../../packages/metrics/src/testing/nested-units.ts';
import { createScenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import { type Adversary, createAdversary } from './adversary.ts';
import { createSurfaces, type Protection } from './surfaces.ts';
import { NOW } from './town.ts';

type Wish = { programmes?: string[]; k?: number };

export type Ground = {
  /** guarded: as it is. live: protected inside each answer, without releases. bare: not protected at all. */
  protection: Protection;
  admit: (role: Exclude<TokenRole, 'producer'>, wish?: Wish) => Adversary;
  /** Loads events, and lets this moment be the one that is answered: where it is guarded, by a release. */
  publish: (at: string, events?: readonly RapportEvent[]) => Promise<void>;
  /** Rows of everything stored in a column-wise text dump, for who looks behind the API. */
  storedTexts: () => Promise<string>;
  /** Pairs of metrics of which one counts few units more than the other, for who knows every unit. */
  nested: (question: NestedQuestion, k: number) => Promise<NestedPair[]>;
  close: () => Promise<void>;
};

// The clock of a ground stands still, so a token's minute never ends.
const NO_LIMITS = { requests_per_minute: 1_000_000, cells_per_minute: 1_000_000_000 };

/** Opens a world at NOW, with a first release where it is guarded. */
export async function openGround(
  clickhouseUrl: string,
  protection: Protection,
  events: readonly RapportEvent[],
): Promise<Ground> {
  const scenario = await createScenario(clickhouseUrl, NOW);
  const { warehouse } = scenario;
  const tokens = createOwnTokens();
  let now = Date.parse(NOW);
  const surfaces = await createSurfaces(protection, {
    ...{ warehouse, clickhouseUrl, tokens: tokens.source, clock: () => now },
    ...{ logger: createLogger('attacks', 'silent'), registry: createRegistry('attacks') },
  });

  async function publish(at: string, more: readonly RapportEvent[] = []): Promise<void> {
    await scenario.load(more);
    now = Date.parse(at);
    await surfaces.release();
  }

  async function storedTexts(): Promise<string> {
    const tables = await warehouse.query<{ name: string }>('SHOW TABLES');
    const texts: string[] = [];
    for (const { name } of tables.filter(({ name: one }) => one.startsWith('events_')))
      texts.push(JSON.stringify(await warehouse.query(`SELECT * FROM ${name}`)));
    return texts.join('\n');
  }
  let relation: Promise<RelationSource> | undefined;
  async function nested(question: NestedQuestion, k: number): Promise<NestedPair[]> {
    relation ??= copyFacts(warehouse, new Date(now).toISOString().replace('T', ' ').replace('Z', ''));
    const query: RunQuery = (sql, params) => warehouse.query(sql, params);
    return findNested({ query, relation: await relation, at: now }, question, k);
  }
  await publish(NOW, events);
  return {
    protection,
    admit: (role, wish = {}) =>
      createAdversary(surfaces.url, tokens.give(role, { ...NO_LIMITS, ...wish }).authorization),
    publish,
    storedTexts,
    nested,
    close: async () => {
      await surfaces.close();
      await scenario.close();
    },
  };
}
