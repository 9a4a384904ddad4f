/** Plays attacks, each against the answers as they are or against a control without their protection. */
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import type { Arena, Attack, Finding } from './attack.ts';
import { type Ground, openGround } from './ground.ts';
import { createTables, tableEvents } from './random-tables.ts';
import type { Protection } from './surfaces.ts';
import { createTown } from './town.ts';

const HISTORY_PAIRINGS = 60;

export type Run = { attack: Attack; finding: Finding };

export type Field = {
  play: (attack: Attack) => Promise<Run>;
  close: () => Promise<void>;
};

/** A field with this protection. Worlds are opened when an attack first needs one. */
export function createField(clickhouseUrl: string, protection: Protection): Field {
  const open: Ground[] = [];
  const town = createTown();

  async function openOne(events: Parameters<typeof openGround>[2]): Promise<Ground> {
    const ground = await openGround(clickhouseUrl, protection, events);
    open.push(ground);
    return ground;
  }
  let shared: Promise<Ground> | undefined;
  let tables: Promise<Ground> | undefined;
  let history: Promise<Ground> | undefined;

  async function play(attack: Attack): Promise<Run> {
    shared ??= openOne(town.events);
    const arena: Arena = {
      town: await shared,
      fresh: () => openOne(town.events),
      tables: () => {
        tables ??= openOne(tableEvents(createTables()));
        return tables;
      },
      history: () => {
        history ??= openOne(busyHistory(HISTORY_PAIRINGS));
        return history;
      },
    };
    return { attack, finding: await attack.play(arena) };
  }
  return {
    play,
    close: async () => {
      for (const ground of open) await ground.close();
    },
  };
}
