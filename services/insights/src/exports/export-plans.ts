/** What an export reads, and what it says of itself: decided here for who asks, and nowhere else. */
import { exportedCells, findMetric, requestOf } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import {
  type AnonymousName,
  anonymousFacts,
  anonymousNames,
  anonymousRows,
  type ExportColumn,
  exportableView,
  exportSelect,
  formatFacts,
  literalRows,
  type ManifestParts,
  plainColumns,
  type QueryParameters,
  type RelationName,
  relationSql,
  type Warehouse,
} from '@rapport/warehouse';
import { type Access, protectionOf } from '../access/access.ts';
import type { EngineFor } from '../access/engines.ts';
import { scopedQuestion } from '../access/scope.ts';
import type { Releases } from '../releases/releases.ts';
import type { ExportOrder, MetricOrder, RowsOrder } from './export-order.ts';

export type ExportPlan = {
  sql: string;
  params: QueryParameters;
  settings: Readonly<Record<string, string | number>>;
  /** Where it is known beforehand. */
  expectedRows?: number;
  manifest: Omit<ManifestParts, 'id'>;
  /** Gives back what the plan holds in the warehouse. */
  release(): Promise<void>;
};

export type PlanDependencies = {
  /** With time for a snapshot of everything. */
  warehouse: Warehouse;
  engineFor: EngineFor;
  /** The relations as they are now, where they are kept as tables. */
  kept: () => ((name: RelationName) => string) | undefined;
  /** Callers whose answers are released are given rows as of the latest one. */
  releases: Pick<Releases, 'latest' | 'relationsOf'>;
  /** Where a feed goes on from that begins with this moment's rows. */
  feedPosition: () => Promise<string>;
  clock: () => number;
};

export type ExportPlanner = (order: ExportOrder, access: Access) => Promise<ExportPlan>;

/** The roles whose files stay in the programme's own team; for others counts are rounded. */
const OF_THE_TEAM: readonly Access['role'][] = ['admin', 'demo', 'lead'];

/** Rows about people are about ten at least, whatever else is asked with five. */
const LEAST_FOR_ROWS = 10;

const PLAIN_NOTE = 'Not protected: pseudonymous rows about single people, for the administrator. Do not pass them on.';
const ANONYMOUS_NOTE =
  'Anonymous rows: coarser than what is stored, sorted by what they show, without ids; small groups are left out.';
const sqlTime = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const nothing = async (): Promise<void> => undefined;

function refuse(status: number, code: string, title: string, detail: string): ProblemError {
  return new ProblemError({ status, code, title, detail });
}

function accessOf(access: Access, release: string | null, protection: ManifestParts['access']['protection']) {
  const { role, programmes, answers } = access;
  return { role, programmes, answers, release, protection };
}

async function planMetric(deps: PlanDependencies, order: MetricOrder, access: Access): Promise<ExportPlan> {
  const protection = protectionOf(access);
  const question = scopedQuestion(access, order.question);
  const result = await deps.engineFor(access).compare(requestOf(question, protection));
  const { meta } = result;
  const cells = exportedCells(result, !OF_THE_TEAM.includes(access.role));
  const columns: ExportColumn[] = cells.columns.map((column) => ({ ...column, sql: `\`${column.name}\`` }));
  const { source, settings } = literalRows(columns, cells.rows);
  const { release } = meta as { release?: { id?: string } | string };
  const released = typeof release === 'string' ? release : (release?.id ?? null);
  return {
    sql: exportSelect(columns, source, order),
    params: {},
    settings,
    expectedRows: cells.rows.length,
    manifest: {
      ...{ kind: 'metric', format: order.format, variant: order.variant, query: meta.query, columns },
      ...{ asOf: meta.as_of, knownAt: meta.known_at },
      definitions: [{ kind: 'metric', id: meta.metric, version: findMetric(meta.metric)?.version ?? meta.version }],
      access: accessOf(access, released, protection),
      notes: [
        `${meta.suppressed_cells} of ${meta.row_count} cells are hidden: each is about fewer than ${protection.k} people, or would tell of one that is.`,
        ...(cells.rounding === undefined ? [] : [cells.rounding]),
        ...meta.caveats,
      ],
    },
    release: nothing,
  };
}

/** The moment of plain rows: as asked, else now, when kept tables stand for the folds. */
function momentOf(deps: PlanDependencies, { as_of, known_at }: RowsOrder) {
  const now = deps.clock();
  const asOf = as_of === undefined ? now : Date.parse(as_of);
  const knownAt = known_at === undefined ? now : Date.parse(known_at);
  const kept = as_of === undefined && known_at === undefined ? deps.kept() : undefined;
  const source = (name: RelationName) => kept?.(name) ?? relationSql(name);
  return { asOf, knownAt, source, params: { as_of: sqlTime(asOf), known_at: sqlTime(knownAt) } };
}

async function planPlain(deps: PlanDependencies, order: RowsOrder, access: Access): Promise<ExportPlan> {
  const view = exportableView(order.rows);
  const columns = plainColumns(view, order.columns);
  const { asOf, knownAt, source, params } = momentOf(deps, order);
  const { programme } = order;
  const hasProgramme = plainColumns(view).some(({ name }) => name === 'programme_id');
  if (programme !== undefined && !hasProgramme) {
    throw refuse(400, 'INVALID_EXPORT', 'The request makes no sense', `${view.name} belong to no programme`);
  }
  // Read before the rows: what comes in between is in both, and taking a row of the feed twice does no harm.
  const feedPosition = await deps.feedPosition();
  const inner = source(view.relation);
  const rows = programme === undefined ? inner : `SELECT * FROM (\n${inner}\n) WHERE programme_id = {programme:String}`;
  return {
    sql: exportSelect(columns, rows, order),
    params: programme === undefined ? params : { ...params, programme },
    settings: {},
    manifest: {
      ...{ kind: 'rows', format: order.format, variant: order.variant, columns, feedPosition },
      query: { rows: view.name, columns: columns.map(({ name }) => name), programme: programme ?? null },
      ...{ asOf: new Date(asOf).toISOString(), knownAt: new Date(knownAt).toISOString() },
      definitions: [{ kind: 'reporting_view', id: view.name, version: view.version }],
      access: accessOf(access, null, 'none'),
      notes: [PLAIN_NOTE],
    },
    release: nothing,
  };
}

const ofAnonymous = (name: string): AnonymousName | undefined => anonymousNames.find((one) => one === name);

function refuseChoices({ rows, columns, programme, as_of, known_at }: RowsOrder): AnonymousName {
  const fact = ofAnonymous(rows);
  if (fact === undefined) {
    exportableView(rows);
    const detail = `rows of ${rows} are for administrators; anonymous ones there are of ${anonymousNames.join(', ')}`;
    throw refuse(403, 'NOT_PERMITTED', 'Not permitted', detail);
  }
  if ([columns, programme, as_of, known_at].every((choice) => choice === undefined)) return fact;
  // Two files of other columns, programmes or moments could be laid on one another.
  const detail = 'anonymous rows are given whole: columns, programme, as_of and known_at are for administrators';
  throw refuse(422, 'EXPORT_NOT_PUBLISHED', 'Not published', detail);
}

async function anonymousMoment(deps: PlanDependencies, order: RowsOrder, { answers }: Access) {
  if (answers === 'live') return { ...momentOf(deps, order), release: null };
  const release = await deps.releases.latest();
  if (release === undefined) {
    throw refuse(
      409,
      'NOTHING_RELEASED',
      'Nothing is released yet',
      'rows are given as of the latest release, and there is none yet',
    );
  }
  const moment = new Date(release.at).toISOString();
  const own = await deps.releases.relationsOf(release);
  const at = momentOf(deps, { ...order, as_of: moment, known_at: moment });
  return { ...at, source: own ?? at.source, release: release.id };
}

async function planAnonymous(deps: PlanDependencies, order: RowsOrder, access: Access): Promise<ExportPlan> {
  const fact = refuseChoices(order);
  const moment = await anonymousMoment(deps, order, access);
  const k = Math.max(access.k, LEAST_FOR_ROWS);
  const { source, params, programmes } = { ...moment, programmes: access.programmes };
  const given = await anonymousRows(deps.warehouse, { fact, k, programmes, source, params });
  return {
    sql: exportSelect(given.columns, given.source, order),
    ...{ params: given.params, settings: {}, expectedRows: given.expectedRows, release: given.release },
    manifest: {
      ...{ kind: 'rows', format: order.format, variant: order.variant, columns: given.columns },
      query: { rows: fact },
      ...{ asOf: new Date(moment.asOf).toISOString(), knownAt: new Date(moment.knownAt).toISOString() },
      definitions: [{ kind: 'anonymous_rows', id: anonymousFacts[fact].relation, version: 1 }],
      access: accessOf(access, moment.release, { k }),
      notes: [ANONYMOUS_NOTE],
      generalisation: given.generalisation,
    },
  };
}

/**
 * Plans exports. Throws MetricRequestError, ProblemError or ExportError for what cannot be had, WarehouseError where it
 * cannot be asked for just now. Whoever takes a plan has to release it.
 */
export function createExportPlanner(deps: PlanDependencies): ExportPlanner {
  return async function planExport(order, access) {
    if (order.kind === 'metric') return planMetric(deps, order, access);
    return access.role === 'admin' ? planPlain(deps, order, access) : planAnonymous(deps, order, access);
  };
}

/** What can be refused before anything is read: so that a slip is told at once and not by a job that fails. */
export function refuseUnknown(order: RowsOrder, access: Access): void {
  if (access.role === 'admin') plainColumns(exportableView(order.rows), order.columns);
  else refuseChoices(order);
}

/** The settings of the format and of the plan together. */
export const formatOf = (order: ExportOrder, plan: ExportPlan) => {
  const { clickhouse, settings } = formatFacts[order.format];
  return { clickhouse, settings: { ...settings, ...plan.settings } };
};
