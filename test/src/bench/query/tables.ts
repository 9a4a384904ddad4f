/** The figures of the query bench as tables, beside what was wished for. */
import type { Table } from '../report.ts';
import { quantileOf, type Times } from './answer-times.ts';
import type { QueryFigures, StoreFigures } from './section.ts';

const ms = (value: number): string => value.toFixed(0);
const all = (answers: readonly Times[]): number[] => answers.flatMap((answer) => answer.ms);

function askedOf({ question }: Times): string {
  return question.parameters['group_by'] ?? '';
}

function metricTable({ answers }: StoreFigures): Table {
  const rows = answers.map((answer) => [
    answer.question.metric,
    askedOf(answer),
    ms(quantileOf(answer.ms, 0.5)),
    ms(quantileOf(answer.ms, 0.95)),
  ]);
  const total = all(answers);
  const sum = ['all of them', '', ms(quantileOf(total, 0.5)), ms(quantileOf(total, 0.95))];
  return { title: 'Every metric over all time, warm, ms', head: ['metric', 'by', 'p50', 'p95'], rows: [...rows, sum] };
}

function byHandTable({ byHand }: QueryFigures): Table {
  return {
    title:
      'The same question as hand-written SQL on the fact tables (numbers only), ms at the median; wished: at most 1.5',
    head: ['metric', 'by', 'catalogue', 'by hand', 'ratio'],
    rows: byHand.map((one) => [
      one.metric,
      one.group,
      ms(one.catalogue),
      ms(one.byHand),
      (one.catalogue / one.byHand).toFixed(2),
    ]),
  };
}

function asOfTable({ asOf }: QueryFigures): Table {
  return {
    title: 'As of July 2023, as known a month later, ms; wished: below 5,000',
    head: ['metric', 'by', 'p50', 'largest'],
    rows: asOf.map((answer) => [
      answer.question.metric,
      askedOf(answer),
      ms(quantileOf(answer.ms, 0.5)),
      ms(Math.max(...answer.ms)),
    ]),
  };
}

function protectionTable({ protection: { answers, makeSeconds } }: QueryFigures): Table {
  const sum = (name: 'bare' | 'live' | 'released') => answers.reduce((total, one) => total + one[name], 0);
  const line = (name: string, group: string, bare: number, live: number, released: number, first: string) => {
    return [
      name,
      group,
      ms(bare),
      ms(live),
      (live / bare).toFixed(2),
      ms(released),
      (released / bare).toFixed(2),
      first,
    ];
  };
  return {
    title: `Protection, ms at the median; wished: less than a third on top. The release was made in ${makeSeconds.toFixed(0)} s`,
    head: ['metric', 'by', 'bare', 'protected', 'ratio', 'released', 'ratio', 'released, first of all'],
    rows: [
      ...answers.map((one) => line(one.metric, one.group, one.bare, one.live, one.released, ms(one.first))),
      line('all of them', '', sum('bare'), sum('live'), sum('released'), ''),
    ],
  };
}

function wishTable({ store, ofOneProgramme, visible, asOf }: QueryFigures): Table {
  const line = (what: string, got: string, wished: string) => [what, got, wished];
  const together = (values: readonly number[]) => `${ms(quantileOf(values, 0.5))} / ${ms(quantileOf(values, 0.95))}`;
  return {
    title: 'What was wished for',
    head: ['', 'p50 / p95', 'wished'],
    rows: [
      line('any metric with one breakdown, ms', together(all(store.answers)), 'p95 < 300'),
      line('the overview’s twelve together, all programmes, ms', together(store.overview), '< 1,000'),
      line('the same of one programme, ms', together(ofOneProgramme), '< 1,000'),
      line('as of the past, ms', together(all(asOf)), '< 5,000'),
      line('memory of insights, MB at its peak', ms(store.peakMb), '< 300'),
      line(
        `event → visible in a metric at 200 events/s, ms (p50 / p99 of ${visible.watched}, ${visible.unseen} unseen)`,
        `${ms(visible.p50)} / ${ms(visible.p99)}`,
        'p99 < 1,000',
      ),
    ],
  };
}

function growthTable({ stores }: QueryFigures): Table {
  const slowest = ({ answers }: StoreFigures) =>
    answers.toSorted((a, b) => quantileOf(b.ms, 0.5) - quantileOf(a.ms, 0.5))[0];
  return {
    title: 'Growth',
    head: ['events', 'p50', 'p95', 'slowest at the median', 'overview p50', 'filled, s', 'ready, s', 'insights MB'],
    rows: stores.map((store) => {
      const worst = slowest(store);
      return [
        store.filled.events.toLocaleString('en'),
        ms(quantileOf(all(store.answers), 0.5)),
        ms(quantileOf(all(store.answers), 0.95)),
        worst === undefined ? '' : `${worst.question.metric} ${ms(quantileOf(worst.ms, 0.5))}`,
        ms(quantileOf(store.overview, 0.5)),
        store.fillSeconds.toFixed(0),
        store.readySeconds.toFixed(1),
        ms(store.peakMb),
      ];
    }),
  };
}

/** What the section measured, the wishes first. */
export function queryTables(figures: QueryFigures): Table[] {
  return [
    wishTable(figures),
    metricTable(figures.store),
    byHandTable(figures),
    protectionTable(figures),
    asOfTable(figures),
    growthTable(figures),
  ];
}
