/** How long answers take. */
import type { Insights } from './insights-process.ts';
import type { Question } from './questions.ts';

/** Milliseconds of one question's warm answers, in the order asked. */
export type Times = { question: Question; ms: readonly number[] };

/** The smallest value that at least the share `q` of the values does not exceed. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Each question once to warm up, then `rounds` times: all questions in turn, so that no question finds only its own data
 * in the caches and a disturbance of the machine does not fall on one of them alone.
 */
export async function measureAnswers(
  insights: Insights,
  questions: readonly Question[],
  rounds: number,
): Promise<Times[]> {
  const answers = questions.map((question) => ({ question, ms: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { question, ms } of answers) {
      const took = await timed(() => insights.ask(question.metric, question.parameters));
      if (round > 0) ms.push(took);
    }
  }
  return answers;
}

/** All questions at once, as a page asks them: milliseconds until the last answer, for each round. */
export async function measureTogether(
  insights: Insights,
  questions: readonly Question[],
  rounds: number,
): Promise<number[]> {
  const ms: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const took = await timed(() =>
      Promise.all(questions.map(({ metric, parameters }) => insights.ask(metric, parameters))),
    );
    if (round > 0) ms.push(took);
  }
  return ms;
}
