/** The figures of the page bench as a table. */
import { middle } from '../../../browser/loads.ts';
import type { Table } from '../report.ts';
import type { PageFigures } from './section.ts';

const ms = (value: number): string => value.toFixed(0);

export function pageTables(figures: readonly PageFigures[]): Table[] {
  return [
    {
      title: 'Pages until usable, Chromium 1440 × 900, ms; the overview wished within 1,000 warm',
      head: ['page', 'of', 'answers', 'empty cache', 'warm, median', 'shortest', 'longest', 'loads'],
      rows: figures.map(({ page, of, remembers, loads: { first, warm } }) => [
        page,
        of,
        remembers ? 'remembered' : 'made anew',
        ...[first, middle(warm), Math.min(...warm), Math.max(...warm)].map(ms),
        String(warm.length),
      ]),
    },
  ];
}
