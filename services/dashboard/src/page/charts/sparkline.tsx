/** A trend the size of a word, for cards: drawn by hand, so that the first page needs no chart library. */
import { useId } from 'react';
import { stateText } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { bucketText } from './buckets.ts';

const WIDTH = 240;
const HEIGHT = 52;
const PAD = 6;

type Place = { x: number; y: number; low: number; high: number; isOpen: boolean };

/** Where each row lies; null where it has no number. */
function placesOf(rows: readonly Row[]): (Place | null)[] {
  const ends = rows.flatMap(({ value, ci }) => (value === null ? [] : [value, ci?.low ?? value, ci?.high ?? value]));
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  const y = (value: number) =>
    max === min ? HEIGHT / 2 : HEIGHT - PAD - ((value - min) / (max - min)) * (HEIGHT - 2 * PAD);
  return rows.map(({ value, ci, state }, place) =>
    value === null
      ? null
      : {
          ...{ x: xOf(place, rows.length), y: y(value), isOpen: state === 'in_progress' },
          ...{ low: y(ci?.low ?? value), high: y(ci?.high ?? value) },
        },
  );
}

const xOf = (place: number, length: number) => PAD + (place * (WIDTH - 2 * PAD)) / Math.max(length - 1, 1);

/** Runs without a gap: a line never bridges a period without a number. */
function runsOf(places: readonly (Place | null)[]): Place[][] {
  const runs: Place[][] = [[]];
  for (const place of places) {
    if (place === null) runs.push([]);
    else runs.at(-1)?.push(place);
  }
  return runs.filter(({ length }) => length > 0);
}

const path = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** A dot that stays round however wide the picture is drawn. */
function Dot({ at: { x, y, isOpen } }: { at: Place }) {
  const d = `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
  const round = { d, fill: 'none', strokeLinecap: 'round', vectorEffect: 'non-scaling-stroke' } as const;
  return (
    <>
      <path {...round} stroke="var(--series-1)" strokeWidth="8" />
      {isOpen ? <path {...round} stroke="var(--surface)" strokeWidth="4.5" /> : null}
    </>
  );
}

/** A line with its band; towards a number that still moves it is dashed. A point without neighbours stands on its interval. */
function Run({ places }: { places: readonly Place[] }) {
  const stroke = {
    fill: 'none',
    stroke: 'var(--series-1)',
    strokeWidth: 2,
    vectorEffect: 'non-scaling-stroke',
  } as const;
  const [first] = places;
  if (first !== undefined && places.length === 1) {
    const d = path([
      [first.x, first.low],
      [first.x, first.high],
    ]);
    return (
      <>
        <path {...stroke} d={d} strokeWidth="5" opacity="0.2" />
        <Dot at={first} />
      </>
    );
  }
  const settled = places.at(-1)?.isOpen === true ? places.slice(0, -1) : places;
  const band = [
    ...places.map(({ x, high }) => [x, high] as const),
    ...places.toReversed().map(({ x, low }) => [x, low] as const),
  ];
  return (
    <>
      <path d={`${path(band)}Z`} fill="var(--series-1)" opacity="0.13" />
      <path {...stroke} strokeLinejoin="round" d={path(settled.map(({ x, y }) => [x, y]))} />
      {settled.length === places.length ? null : (
        <path {...stroke} strokeDasharray="4 3" d={path(places.slice(-2).map(({ x, y }) => [x, y]))} />
      )}
    </>
  );
}

/** Columns where no number is told: hatched where it is hidden, empty where it is too early. */
function Gaps({ rows }: { rows: readonly Row[] }) {
  const id = useId();
  const half = (WIDTH - 2 * PAD) / Math.max(rows.length - 1, 1) / 2;
  const hidden = rows.flatMap(({ state }, place) => (state === 'suppressed' ? [xOf(place, rows.length)] : []));
  if (hidden.length === 0) return null;
  return (
    <>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v5" stroke="var(--line-control)" strokeWidth="2.5" />
      </pattern>
      {hidden.map((x) => (
        <rect key={x} x={x - half} y="0" width={2 * half} height={HEIGHT} fill={`url(#${id})`} opacity="0.6" />
      ))}
    </>
  );
}

/** "5 hidden, 2 too early": why the line has gaps. */
function gapText(rows: readonly Row[]): string {
  const gaps = Map.groupBy(
    rows.filter(({ value }) => value === null),
    ({ state }) => stateText(state).name,
  );
  return [...gaps].map(([name, own]) => `${own.length} ${name}`).join(', ');
}

export function Sparkline({ rows, summary }: { rows: readonly Row[]; summary: string }) {
  if (rows.every(({ value }) => value === null)) return <p className="soft small">No trend: {gapText(rows)}.</p>;
  const places = placesOf(rows);
  const last = places.findLast((place) => place !== null);
  return (
    <div className="sparkline">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <Gaps rows={rows} />
        {runsOf(places).map((run) => (
          <Run key={run[0]?.x} places={run} />
        ))}
        {last == null ? null : <Dot at={last} />}
      </svg>
      <p className="soft sparkline-ends">
        <span>{bucketText(rows[0]?.bucket ?? null)}</span>
        <span>{gapText(rows)}</span>
        <span>{bucketText(rows.at(-1)?.bucket ?? null)}</span>
      </p>
    </div>
  );
}
