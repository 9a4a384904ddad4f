import { createLogger, createRegistry } from '@rapport/service';
import type { AccessLogLine, RawInsert, Warehouse } from '@rapport/warehouse';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createAccessLog } from './access-log.ts';

const line = (trace_id: string) => ({ trace_id, at: 0 }) as AccessLogLine;

/** A log over a warehouse that keeps batches, or fails while `down` says so. */
function desk(own: { mostWaiting?: number } = {}) {
  const kept: string[][] = [];
  const told: string[] = [];
  const state = { down: false, tries: 0 };
  const warehouse = {
    insertStream: async ({ body }: RawInsert) => {
      state.tries += 1;
      if (state.down) throw new Error('no answer');
      const lines = Buffer.concat([...body])
        .toString()
        .trim()
        .split('\n');
      kept.push(lines.map((text) => JSON.parse(text).trace_id));
    },
  } as unknown as Warehouse;
  const logger = createLogger('log-test', 'silent');
  vi.spyOn(logger, 'warn').mockImplementation((...said: unknown[]) => {
    told.push((said[0] as { access: AccessLogLine }).access.trace_id);
  });
  const registry = createRegistry('log-test');
  const log = createAccessLog({ warehouse, logger, registry, everyMs: 2, ...own });
  onTestFinished(() => log.close());
  return { log, kept, told, state, registry };
}

it('writes what came together in one batch, and what came later in another', async () => {
  const { log, kept } = desk();
  log.add(line('a'));
  log.add(line('b'));
  await vi.waitFor(() => expect(kept).toEqual([['a', 'b']]));
  log.add(line('c'));
  await vi.waitFor(() => expect(kept).toEqual([['a', 'b'], ['c']]));
});

it('keeps lines while the warehouse does not answer, and writes each once when it does', async () => {
  const { log, kept, told, state } = desk();
  state.down = true;
  log.add(line('a'));
  await vi.waitFor(() => expect(state.tries).toBeGreaterThan(2));
  log.add(line('b'));
  state.down = false;
  await vi.waitFor(() => expect(kept).toEqual([['a', 'b']]));
  expect(told).toEqual([]);
});

it('tells the process’s own log of every line for which there is no room, and counts it', async () => {
  const { log, kept, told, state, registry } = desk({ mostWaiting: 2 });
  state.down = true;
  for (const name of ['a', 'b', 'c', 'd']) log.add(line(name));
  expect(told).toEqual(['c', 'd']);
  expect(await registry.metrics()).toContain('rapport_access_log_lines_total{to="process_log"} 2');
  state.down = false;
  await vi.waitFor(() => expect(kept).toEqual([['a', 'b']]));
});

it('writes what waits when it closes, and tells what cannot be written', async () => {
  const open = desk();
  open.log.add(line('a'));
  await open.log.close();
  expect([open.kept, open.told]).toEqual([[['a']], []]);
  const shut = desk();
  shut.state.down = true;
  shut.log.add(line('b'));
  await shut.log.close();
  shut.log.add(line('c'));
  expect([shut.kept, shut.told]).toEqual([[], ['b', 'c']]);
});

it('does not wait for the warehouse', () => {
  const { log, kept } = desk();
  log.add(line('a'));
  expect(kept).toEqual([]);
});
