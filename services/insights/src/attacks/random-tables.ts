/** Programmes that are each a random table: departments by locations, with a pairing of two people of its own for each count. */
import type { RapportEvent } from '@rapport/events';
import { event } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createDice } from './town.ts';

/** `counts[row][column]`: pairings. */
export type RandomTable = { programme: string; counts: readonly (readonly number[])[] };

const TABLES = 16;
const SMALLEST = 2;
const LARGEST = 8;

/** A sixth of the cells empty, two sixths small, the others up to thirty. */
function countOf(dice: (limit: number) => number): number {
  const kind = dice(6);
  if (kind === 0) return 0;
  return kind < 3 ? 1 + dice(8) : 5 + dice(26);
}

/** Tables of 2×2 to 8×8, the same ones in every run. */
export function createTables(): RandomTable[] {
  const dice = createDice(11);
  const length = () => SMALLEST + dice(LARGEST - SMALLEST + 1);
  return Array.from({ length: TABLES }, (_, index) => {
    const [rows, columns] = [length(), length()];
    const counts = Array.from({ length: rows }, () => Array.from({ length: columns }, () => countOf(dice)));
    return { programme: `table-${index}`, counts };
  });
}

export const rowNames = ({ counts }: RandomTable): string[] => counts.map((_, row) => `row-${row}`);
export const columnNames = ({ counts }: RandomTable): string[] =>
  (counts[0] ?? []).map((_, column) => `column-${column}`);

function pairEvents(programme: string, department: string, location: string, index: number): RapportEvent[] {
  const id = `${programme}-${department}-${location}-${index}`;
  const [mentor_id, mentee_id] = [`m-${id}`, `e-${id}`];
  return [
    event('participant.registered', '2023-01-01T00:00:00Z', {
      participant_id: mentee_id,
      attributes: { department, location },
    }),
    event('pairing.activated', '2023-02-01T00:00:00Z', {
      ...{ programme_id: programme, pairing_id: `p-${id}`, mentor_id, mentee_id },
    }),
  ];
}

export function tableEvents(tables: readonly RandomTable[]): RapportEvent[] {
  return tables.flatMap((table) => {
    const { programme, counts } = table;
    const configured = event('programme.configured', '2022-12-01T00:00:00Z', {
      programme_id: programme,
      time_zone: 'UTC',
    });
    const pairs = counts.flatMap((row, at) =>
      row.flatMap((count, column) =>
        Array.from({ length: count }, (_, index) =>
          pairEvents(programme, `row-${at}`, `column-${column}`, index),
        ).flat(),
      ),
    );
    return [configured, ...pairs];
  });
}
