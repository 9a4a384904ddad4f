/** Holidays, trainings and the like on a trend: an area where they last, a line where they happen, and the words for both. Pure. */
import { bucketOfDate, bucketText, firstDateOf } from './buckets.ts';
import type { Colours } from './colours.ts';

export type Annotation = {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly text: string;
};

/** An annotation on an axis: the places of its first and last bucket, and its number where there are several. */
export type PlacedAnnotation = {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  /** 24 Dec 2025 to 2 Jan 2026 */
  readonly when: string;
  readonly first: number;
  readonly last: number;
};

const LONGEST_LABEL = 28;
const LABEL_HEIGHT = 14;

const whenOf = ({ from, to }: Annotation) =>
  to === null || to === from ? bucketText(from) : `${bucketText(from)} to ${bucketText(to)}`;

/** Those that touch an axis, in order of time. What began before its first bucket, or lasts beyond its last, is cut there. */
export function placedOf(annotations: readonly Annotation[], buckets: readonly string[]): PlacedAnnotation[] {
  const [start = ''] = buckets;
  const opens = firstDateOf(start) ?? start;
  const placeOf = (date: string) => buckets.indexOf(bucketOfDate(date, buckets) ?? '');
  return annotations
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .flatMap((annotation) => {
      const { id, text, from, to } = annotation;
      const begun = placeOf(from);
      const over = to === null ? begun : placeOf(to);
      const isBefore = begun === -1 && from < opens;
      // Before the axis, or after it.
      if (begun === -1 && !(isBefore && to !== null && to >= opens)) return [];
      const first = isBefore ? 0 : begun;
      return [{ id, text, when: whenOf(annotation), first, last: over === -1 ? buckets.length - 1 : over }];
    })
    .map((one, place) => ({ ...one, number: place + 1 }));
}

/** "Offices are closed (24 Dec 2025 to 2 Jan 2026)" */
export const annotationText = ({ text, when }: PlacedAnnotation): string => `${text} (${when})`;

/** What is noted of the bucket at a place; undefined where nothing is. */
export function notedAt(placed: readonly PlacedAnnotation[], place: number): string | undefined {
  const own = placed.filter(({ first, last }) => first <= place && place <= last);
  return own.length === 0 ? undefined : own.map(annotationText).join('; ');
}

const shortened = (text: string) => (text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text);

/** One is called by its text, several by their numbers: these are short enough to stand side by side. */
function labelOf(own: readonly PlacedAnnotation[], placed: readonly PlacedAnnotation[]): string {
  const [only] = placed;
  return placed.length === 1 && only !== undefined ? shortened(only.text) : own.map(({ number }) => number).join(', ');
}

/** Lines and areas for the first series of a chart. Areas carry their numbers one below the other, lines that fall together one label. */
export function annotationMarks(placed: readonly PlacedAnnotation[], colours: Colours) {
  const label = { color: colours.soft, fontSize: 11, formatter: ({ name }: { name: string }) => name };
  const lines = Map.groupBy(
    placed.filter(({ first, last }) => first === last),
    ({ first }) => first,
  );
  const areas = placed.filter(({ first, last }) => first !== last);
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label,
      lineStyle: { color: colours.soft, type: 'dotted' },
      data: [...lines].map(([first, own]) => ({ name: labelOf(own, placed), xAxis: first })),
    },
    markArea: {
      silent: true,
      itemStyle: { color: colours.sunken, opacity: 0.8 },
      data: areas.map((area, level) => [
        {
          name: labelOf([area], placed),
          xAxis: area.first,
          label: { ...label, position: 'insideTop', distance: 4 + LABEL_HEIGHT * level },
        },
        { xAxis: area.last },
      ]),
    },
  };
}
