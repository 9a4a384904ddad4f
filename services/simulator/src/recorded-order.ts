/** Puts the drafts of many lives into the order in which they are recorded, holding only lives that have begun. */
import type { Entrance } from './cast.ts';
import type { Draft } from './life.ts';

type Cursor = { drafts: Draft[]; next: number; entered: number; recordedAt: number };

/** Entrances come ordered by `notBefore` (programme days; `instant` makes instants of them). Ties: who entered first. */
export function* inRecordedOrder(entrances: Iterable<Entrance>, instant: (day: number) => number): Iterable<Draft> {
  const heap: Cursor[] = [];
  let entered = 0;
  for (const { notBefore, drafts } of entrances) {
    yield* drain(heap, instant(notBefore));
    const [first] = drafts;
    if (first === undefined) continue;
    heap.push({ drafts, next: 0, entered: entered++, recordedAt: first.recordedAt });
    rise(heap, heap.length - 1);
  }
  yield* drain(heap, Number.POSITIVE_INFINITY);
}

function* drain(heap: Cursor[], before: number): Iterable<Draft> {
  for (let top = heap[0]; top !== undefined && top.recordedAt < before; top = heap[0]) {
    const draft = top.drafts[top.next];
    if (draft !== undefined) yield draft;
    advance(heap, top);
  }
}

function advance(heap: Cursor[], top: Cursor): void {
  top.next += 1;
  const upcoming = top.drafts[top.next];
  if (upcoming !== undefined) {
    top.recordedAt = upcoming.recordedAt;
    sink(heap, 0);
    return;
  }
  const last = heap.pop();
  if (last === undefined || last === top) return;
  heap[0] = last;
  sink(heap, 0);
}

function isBefore(a: Cursor, b: Cursor): boolean {
  return a.recordedAt < b.recordedAt || (a.recordedAt === b.recordedAt && a.entered < b.entered);
}

function swapIfBefore(heap: Cursor[], child: number, parent: number): boolean {
  const lower = heap[child];
  const upper = heap[parent];
  if (lower === undefined || upper === undefined || !isBefore(lower, upper)) return false;
  heap[child] = upper;
  heap[parent] = lower;
  return true;
}

function rise(heap: Cursor[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, parent)) return;
    at = parent;
  }
}

function sink(heap: Cursor[], from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1;
    const right = heap[left + 1];
    const leftCursor = heap[left];
    if (leftCursor === undefined) return;
    const child = right !== undefined && isBefore(right, leftCursor) ? left + 1 : left;
    if (!swapIfBefore(heap, child, at)) return;
    at = child;
  }
}
