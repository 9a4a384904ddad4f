/** A trend the size of a word, for cards: drawn by hand, so that the first page needs no chart library. */
import type { Row } from '../data/types.ts';

const WIDTH = 220;
const HEIGHT = 44;
const PAD = 4;

type Place = { x: number; y: number; low: number; high: number };

/** Where each row lies; null where it has no number. */
function placesOf(rows: readonly Row[]): (Place | null)[] {
  const ends = rows.flatMap(({ value, ci }) => (value === null ? [] : [value, ci?.low ?? value, ci?.high ?? value]));
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  const y = (value: number) =>
    max === min ? HEIGHT / 2 : HEIGHT - PAD - ((value - min) / (max - min)) * (HEIGHT - 2 * PAD);
  const step = (WIDTH - 2 * PAD) / Math.max(rows.length - 1, 1);
  return rows.map(({ value, ci }, place) =>
    value === null
      ? null
      : { x: PAD + place * step, y: y(value), low: y(ci?.low ?? value), high: y(ci?.high ?? value) },
  );
}

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

export function Sparkline({ rows, summary }: { rows: readonly Row[]; summary: string }) {
  if (rows.every(({ value }) => value === null)) return <p className="soft small">No month of these may be shown.</p>;
  const places = placesOf(rows);
  const runs = runsOf(places);
  const last = places.findLast((place) => place !== null);
  const isOpen = rows.findLast(({ value }) => value !== null)?.state === 'in_progress';
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={summary}
    >
      {runs.map((run) => (
        <g key={run[0]?.x}>
          <path
            d={`${path([...run.map(({ x, high }) => [x, high] as const), ...run.toReversed().map(({ x, low }) => [x, low] as const)])}Z`}
            fill="var(--series-1)"
            opacity="0.14"
          />
          <path
            d={path(run.map(({ x, y }) => [x, y]))}
            fill="none"
            stroke="var(--series-1)"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
      {last == null ? null : (
        <circle
          cx={last.x}
          cy={last.y}
          r="3.5"
          fill={isOpen ? 'var(--surface)' : 'var(--series-1)'}
          stroke="var(--series-1)"
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}
