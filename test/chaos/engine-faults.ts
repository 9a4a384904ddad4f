/** Faults of ClickHouse, and of the way to it. */
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../src/eventually.ts';
import type { Fault, Stage } from './fault.ts';
import type { Member } from './members.ts';
import { type ProxyMode, startProxy, type TcpProxy } from './proxy.ts';

const HELD_MS = 6_000;
// A projector waits two minutes for an answer by default; nobody wants to wait that long for a table.
const IMPATIENT_MS = 4_000;

/** Two projectors that reach ClickHouse by a proxy of this run's own. */
async function behindProxy(stage: Stage): Promise<{ proxy: TcpProxy; members: Member[] }> {
  const proxy = await startProxy(() => Number(new URL(stage.rig.clickhouseUrl).port));
  stage.closeLater(proxy.close);
  const over = { RAPPORT_CLICKHOUSE_URL: `http://127.0.0.1:${proxy.port}` };
  const members = [stage.projector('one', over), stage.underTest('two', { requestTimeoutMs: IMPATIENT_MS }, over)];
  return { proxy, members };
}

async function whenSomeAre(stage: Stage, count: number): Promise<void> {
  await eventually(`${count} records to be projected`, async () => (await stage.projected()) >= count);
}

const network = (name: string, does: string, harm: (stage: Stage, proxy: TcpProxy) => Promise<void>): Fault => ({
  ...{ name, does, needs: 'own' },
  disturb: async (stage) => {
    const { proxy } = await behindProxy(stage);
    stage.send(250);
    await whenSomeAre(stage, 500 + stage.dice.below(1_000));
    await harm(stage, proxy);
    stage.healed();
  },
});

async function heldIn(proxy: TcpProxy, mode: ProxyMode, ms: number): Promise<void> {
  proxy.setMode(mode);
  await pause(ms);
  proxy.setMode('open');
}

const kill: Fault = {
  name: 'clickhouse-kill',
  does: 'kill -9 of ClickHouse in the middle of inserts, started again after a second',
  needs: 'rig',
  disturb: async (stage) => {
    stage.projector('one');
    stage.projector('two');
    stage.send(250);
    await whenSomeAre(stage, 500 + stage.dice.below(1_000));
    await stage.rig.engine?.kill();
    await pause(1_000);
    await stage.rig.engine?.start();
    stage.healed();
    await stage.warehouse.exec('SYSTEM STOP MERGES event_receipts');
  },
};

const PARTS = 5;

const tooManyParts: Fault = {
  name: 'clickhouse-252',
  does: 'merges stop and the tables refuse inserts from 5 parts on (error 252, TOO_MANY_PARTS), for 6 s',
  needs: 'own',
  disturb: async (stage) => {
    const { warehouse } = stage;
    const one = stage.projector('one');
    stage.send(250);
    await whenSomeAre(stage, 500);
    await warehouse.exec('SYSTEM STOP MERGES events_meeting');
    await warehouse.exec(`ALTER TABLE events_meeting MODIFY SETTING parts_to_throw_insert = ${PARTS}`);
    await eventually('error 252', async () => one.tail().some((line) => line.includes('TOO_MANY_PARTS')));
    await pause(HELD_MS);
    await warehouse.exec('ALTER TABLE events_meeting RESET SETTING parts_to_throw_insert');
    await warehouse.exec('SYSTEM START MERGES events_meeting');
    stage.healed();
  },
};

export const engineFaults: readonly Fault[] = [
  kill,
  network('clickhouse-hang', 'ClickHouse accepts and does not answer for 6 s', (_, proxy) =>
    heldIn(proxy, 'paused', HELD_MS),
  ),
  network('clickhouse-cut', 'connections to ClickHouse are reset and refused, four times', async (stage, proxy) => {
    for (let time = 0; time < 4; time += 1) {
      await heldIn(proxy, 'cut', 300 + stage.dice.below(1_000));
      await pause(500);
    }
  }),
  {
    name: 'clickhouse-half-open',
    does: 'all connections to ClickHouse swallow what they are given for 6 s and are never told; new ones work then',
    needs: 'own',
    disturb: async (stage) => {
      const proxy = await startProxy(() => Number(new URL(stage.rig.clickhouseUrl).port));
      stage.closeLater(proxy.close);
      const over = { RAPPORT_CLICKHOUSE_URL: `http://127.0.0.1:${proxy.port}` };
      stage.underTest('one', { requestTimeoutMs: IMPATIENT_MS }, over);
      stage.underTest('two', { requestTimeoutMs: IMPATIENT_MS }, over);
      stage.send(250);
      await whenSomeAre(stage, 500 + stage.dice.below(1_000));
      await heldIn(proxy, 'half-open', HELD_MS);
      stage.healed();
    },
  },
  network('clickhouse-slow', 'every piece of data to and from ClickHouse is 150 ms late, for 6 s', async (_, proxy) => {
    proxy.setDelay(150);
    await pause(HELD_MS);
    proxy.setDelay(0);
  }),
  tooManyParts,
];
