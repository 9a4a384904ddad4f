/** The metric catalogue, the query compiler, suppression and the engine that runs them. */

export { type AnswerMemory, createAnswerMemory } from './answer-memory.ts';
export { grains, localDate, startOfDay, type TimeGrain, type WeekStart, weekStarts } from './calendar.ts';
export { describeMetric, findMetric, type MetricDescription, metrics } from './catalogue.ts';
export type { ComparedResult, ComparedRow } from './compare/compare.ts';
export type { ComparisonRequest } from './compare/compare-request.ts';
export { alignments, compareKinds } from './compare/compared-period.ts';
export type { SqlParameter } from './compile.ts';
export type { ContrastReading } from './contrast/contrast-estimate.ts';
export { type ContrastMethod, contrastMethods } from './contrast/contrast-method.ts';
export type { RelationSource } from './definition.ts';
export { type Dictionary, type DictionaryEntry, dictionary } from './dictionary/dictionary.ts';
export { dictionaryHtml } from './dictionary/dictionary-html.ts';
export { dictionaryMarkdown } from './dictionary/dictionary-markdown.ts';
export { type ChangeReceipt, createChangeReceipts } from './diff/change-receipt.ts';
export type { ChangingEvent, EventClass } from './diff/changing-events.ts';
export type { ChangingEvents } from './diff/event-search.ts';
export type { RowChange } from './diff/row-changes.ts';
export { type Dimension, dimensions } from './dimensions.ts';
export { createMetricEngine, type MetricEngine, type RunQuery } from './engine.ts';
export type { CellFormula, Explanation, TableRead } from './explain.ts';
export { exportedCells, type MetricExport } from './export/metric-export.ts';
export {
  createFrozenReports,
  type FrozenContent,
  type FrozenReport,
  type ReportOrder,
  reportOf,
} from './frozen/frozen-report.ts';
export { compareReissue, type Reissue } from './frozen/reissue.ts';
export { reportFromFile, reportToFile } from './frozen/report-file.ts';
export type { EventPlace, LineageEvent } from './lineage/event-row.ts';
export { createEventTraces, type EventReceipt, type EventTrace, isEventId } from './lineage/event-trace.ts';
export {
  createLineage,
  LINEAGE_LIMITS,
  type Lineage,
  type LineageCounts,
  type LineagePage,
  type LineageWalk,
  type ListedUnit,
} from './lineage/lineage.ts';
export { type LineageCell, parseCell } from './lineage/lineage-cell.ts';
export type { EventCounts } from './lineage/lineage-counts.ts';
export type { LineageSource, LineageSources } from './lineage/lineage-sources.ts';
export type { LineageUnit } from './lineage/lineage-unit.ts';
export { createPairingTimelines, type PairingTimeline, type TimelineEvent } from './lineage/pairing-timeline.ts';
export type { Recount } from './lineage/recount.ts';
export { nearest } from './nearest.ts';
export {
  type ParsedQuestion,
  parameterOfField,
  parseQuestion,
  type Question,
  questionOfTexts,
  requestOf,
} from './question/question.ts';
export { checkParameterNames, type QuestionIssue, textParameters } from './question/question-parameters.ts';
export type { Release, ReleaseStore, StoredTable } from './released/ports.ts';
export { ReleaseError } from './released/release-error.ts';
export { createReleasedEngine, type ReleasedEngine } from './released/released-engine.ts';
export { createRememberingEngine } from './remembered-answers.ts';
export type { MetricRequest, Protection } from './request.ts';
export { MetricRequestError, type RequestIssue, type RequestProblem } from './request-error.ts';
export type {
  CellState,
  ConfidenceInterval,
  IncidenceRowPoint,
  MetricResult,
  MetricRow,
  ResultMeta,
  SideEstimate,
  SurvivalRowPoint,
} from './result.ts';
export { csvCell, resultToCsv } from './result-csv.ts';
export type { TriangleCell, TriangleResult, TriangleRow } from './triangle.ts';
export { type CohortGrain, cohortGrains, type TriangleRequest, triangleKind } from './triangle-request.ts';
