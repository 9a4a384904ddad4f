/** Event → visible in a metric: from the call of the producer to the answer of insights that counts it. */
import type { EventProducer } from '@rapport/log';
import type { Warehouse } from '@rapport/warehouse';
import { eventually } from '../../eventually.ts';
import { quantileOf } from './answer-times.ts';
import { liveProgramme } from './data-pairs.ts';
import type { Insights } from './insights-process.ts';
import { introduce, type Lane, meetingHeld } from './live-pairs.ts';

const SLICE_MS = 50;
const DRAIN_MS = 60_000;
// Asked without a pause, the questions would be most of what the machine does.
const ASK_EVERY_MS = 50;
const WARM_UP_SLICES = 40;

export type VisibleWish = { perSecond: number; seconds: number; seed: number };
/** Milliseconds; `unseen` events were in no answer a minute after the last was sent. */
export type Visible = { p50: number; p99: number; watched: number; unseen: number };

type Stored = { programme_id: string; pairing_id: string };

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));

const lanesOfLiveMeetings = { programme: liveProgramme.id, group_by: 'mentee_department' };

/**
 * Events of a lane become visible in the order of their offsets, so the metric's count of a lane says which of them it
 * counts: when each was sent is all that has to be remembered.
 */
function createWatch(insights: Insights) {
  const sentAt = new Map<string, number[]>();
  const seen = new Map<string, number>();
  const took: number[] = [];

  async function ask(): Promise<void> {
    const rows = await insights.ask('meetings', lanesOfLiveMeetings);
    const now = performance.now();
    for (const { group, value } of rows) {
      const lane = group['mentee_department'] ?? '';
      const sent = sentAt.get(lane) ?? [];
      for (const at of sent.slice(seen.get(lane) ?? 0, value ?? 0)) took.push(now - at);
      seen.set(lane, Math.max(seen.get(lane) ?? 0, value ?? 0));
    }
  }

  function send(lane: string): void {
    const sent = sentAt.get(lane);
    if (sent === undefined) sentAt.set(lane, [performance.now()]);
    else sent.push(performance.now());
  }

  const waiting = () => [...sentAt].reduce((sum, [lane, sent]) => sum + sent.length - (seen.get(lane) ?? 0), 0);
  return { ask, send, waiting, took };
}

/** Sends meetings at the rate: every second one of the watched programme, the others of pairings all over the store. */
export async function measureVisible(
  { warehouse, producer, insights }: { warehouse: Warehouse; producer: EventProducer; insights: Insights },
  wish: VisibleWish,
): Promise<Visible> {
  const stored = await warehouse.query<Stored>(
    `SELECT programme_id, pairing_id FROM events_pairing WHERE type = 'activated' AND programme_id != {live:String}
     ORDER BY sipHash64(pairing_id) LIMIT 4000`,
    { live: liveProgramme.id },
  );
  const lanes = await introduce(producer, wish.seed);
  const watch = createWatch(insights);
  let n = 0;

  async function sendSlice(size: number): Promise<void> {
    const events = Array.from({ length: size }, () => {
      n += 1;
      const other = stored[n % stored.length];
      if (n % 2 === 0 && other !== undefined) return meetingHeld(wish.seed, n, other.programme_id, other.pairing_id);
      const turn = Math.floor(n / 2);
      const lane = lanes[turn % lanes.length] as Lane;
      watch.send(lane.lane);
      const pairing = lane.pairings[Math.floor(turn / lanes.length) % lane.pairings.length];
      return meetingHeld(wish.seed, n, liveProgramme.id, pairing ?? '');
    });
    await producer.send(events);
  }

  async function sendAtRate(slices: number): Promise<void> {
    const began = performance.now();
    const sends: Promise<void>[] = [];
    for (let slice = 1; slice <= slices; slice += 1) {
      sends.push(sendSlice((wish.perSecond * SLICE_MS) / 1_000));
      await until(began + slice * SLICE_MS);
    }
    await Promise.all(sends);
  }

  async function watched(sending: Promise<void>): Promise<void> {
    let sent = false;
    const done = sending.then(() => {
      sent = true;
    });
    const deadline = () => sent && watch.waiting() === 0;
    const last = performance.now() + wish.seconds * 1_000 + DRAIN_MS;
    while (!deadline() && performance.now() < last) {
      await watch.ask();
      await until(performance.now() + ASK_EVERY_MS);
    }
    await done;
  }

  // Until the projector has come up and every lane is told apart, times say nothing.
  await eventually('the watched programme to be stored', async () => {
    const [row] = await warehouse.query<{ n: string }>(
      `SELECT toString(uniq(stream)) AS n FROM event_receipts
       WHERE partition < 4 AND stream IN ('pairing', 'participant')`,
    );
    return row?.n === '2';
  });
  await eventually('the watched programme to be known', async () => {
    await sendSlice(lanes.length * 16);
    await watch.ask();
    return watch.took.length > 0;
  });
  await watched(sendAtRate(WARM_UP_SLICES));
  watch.took.length = 0;
  await watched(sendAtRate((wish.seconds * 1_000) / SLICE_MS));
  const { took } = watch;
  return { p50: quantileOf(took, 0.5), p99: quantileOf(took, 0.99), watched: took.length, unseen: watch.waiting() };
}
