/** What a report that was issued again says about the one that was frozen. */

import { findMetric } from '../catalogue.ts';
import type { DefinitionChange } from '../definition.ts';
import { type RowChange, rowChanges } from '../diff/row-changes.ts';
import type { Question } from '../question/question.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FrozenAnswer, FrozenReport } from './frozen-report.ts';

/**
 * definition: the metric has another version. engine: another SQL text, or another engine, makes the answer. data: the
 * log gives something else for the same times, which it must not. wording: the numbers are the same, texts are not.
 */
type DifferenceCause = 'definition' | 'engine' | 'data' | 'wording';

type AnswerDifference = {
  question: Question;
  cause: DifferenceCause;
  sentence: string;
  definition: { before: number; after: number; changes: DefinitionChange[] };
  rows: RowChange[];
};

export type Reissue = {
  id: string;
  identical: boolean;
  sha256: { frozen: string; reissued: string };
  bytes: { frozen: number; reissued: number };
  differences: AnswerDifference[];
};

function causeOf(frozen: FrozenAnswer, now: FrozenAnswer, sameEngine: boolean): DifferenceCause {
  if (frozen.version !== now.version) return 'definition';
  if (!sameEngine || frozen.sql_sha256 !== now.sql_sha256) return 'engine';
  return canonicalJson(frozen.data) === canonicalJson(now.data) ? 'wording' : 'data';
}

function sentenceOf(cause: DifferenceCause, frozen: FrozenAnswer, now: FrozenAnswer): string {
  const { metric } = frozen;
  switch (cause) {
    case 'definition':
      return `${metric} is defined by version ${now.version} now; it was frozen with version ${frozen.version}`;
    case 'engine':
      return `${metric} has the same definition, but is computed by another engine or SQL text than when it was frozen`;
    case 'data':
      return `${metric} is computed as before, and the log gives other rows for the same times: events with earlier times came in or went`;
    case 'wording':
      return `${metric} has the same numbers; texts about it changed`;
    default:
      throw new Error(`no such cause: ${cause satisfies never}`);
  }
}

function differenceOf(frozen: FrozenAnswer, now: FrozenAnswer, sameEngine: boolean): AnswerDifference {
  const cause = causeOf(frozen, now, sameEngine);
  const changes = findMetric(frozen.metric)?.changes.filter(({ version }) => version > frozen.version) ?? [];
  const { rows } = rowChanges({ rows: frozen.data, meta: frozen.meta }, { rows: now.data, meta: now.meta });
  return {
    question: frozen.question,
    cause,
    sentence: sentenceOf(cause, frozen, now),
    definition: { before: frozen.version, after: now.version, changes },
    rows,
  };
}

/** Compares bytes, and says of each answer that differs why. */
export function compareReissue(frozen: FrozenReport, now: FrozenReport): Reissue {
  const sameEngine = frozen.content.engine_version === now.content.engine_version;
  const pairs = frozen.content.answers.flatMap((answer, index) => {
    const again = now.content.answers[index];
    return again === undefined ? [] : [[answer, again] as const];
  });
  const differing = pairs.filter(([one, other]) => canonicalJson(one) !== canonicalJson(other));
  return {
    id: frozen.id,
    identical: frozen.bytes === now.bytes,
    sha256: { frozen: frozen.sha256, reissued: now.sha256 },
    bytes: { frozen: Buffer.byteLength(frozen.bytes), reissued: Buffer.byteLength(now.bytes) },
    differences: differing.map(([one, other]) => differenceOf(one, other, sameEngine)),
  };
}
