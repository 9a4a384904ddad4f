/** Catalogue and hand-written SQL in turns, so that whatever disturbs the machine disturbs both. */
import type { Warehouse } from '@rapport/warehouse';
import { quantileOf, timed } from './answer-times.ts';
import { type HandWritten, handWritten } from './hand-written.ts';
import type { Insights } from './insights-process.ts';

/** Milliseconds at the median. */
export type SideBySide = { metric: string; group: string; catalogue: number; byHand: number };

type HandRow = { g: string; value: number | string };

function checkSame(
  { metric, group }: HandWritten,
  rows: Awaited<ReturnType<Insights['ask']>>,
  byHand: readonly HandRow[],
) {
  const own = new Map(byHand.map(({ g, value }) => [g === '' ? 'unknown' : g, Number(value)]));
  const shown = rows.filter(({ value }) => value !== null);
  for (const row of shown) {
    const other = own.get(row.group[group] ?? '');
    // Either is asked a moment after the other, and time goes on for what is open.
    if (other !== undefined && Math.abs(other - (row.value ?? 0)) <= 1e-5 * Math.abs(other)) continue;
    throw new Error(`${metric} of ${row.group[group]}: the catalogue says ${row.value}, by hand it is ${other}`);
  }
  if (shown.length === 0) throw new Error(`${metric} shows no value to compare`);
}

/** Each question by both ways `rounds` times after one to warm up. Throws where their numbers differ. */
export async function compareByHand(
  { insights, warehouse, fact }: { insights: Insights; warehouse: Warehouse; fact: (name: string) => string },
  rounds: number,
): Promise<SideBySide[]> {
  const answers: SideBySide[] = [];
  for (const question of handWritten) {
    const sql = question.sql(fact);
    const parameters = { group_by: question.group };
    const catalogue: number[] = [];
    const byHand: number[] = [];
    checkSame(question, await insights.ask(question.metric, parameters), await warehouse.query<HandRow>(sql));
    for (let round = 0; round < rounds; round += 1) {
      catalogue.push(await timed(() => insights.ask(question.metric, parameters)));
      byHand.push(await timed(() => warehouse.query(sql)));
    }
    const { metric, group } = question;
    answers.push({ metric, group, catalogue: quantileOf(catalogue, 0.5), byHand: quantileOf(byHand, 0.5) });
  }
  return answers;
}
