/** One question to the API, and the ways in which it is written: as its path, for curl, and for the command. */
import type { Period } from './period.ts';
import { type Search, searchText, type View, type Where } from './view-state.ts';

export type Question = {
  readonly metric: string;
  readonly programme?: string;
  readonly from?: string;
  readonly to?: string;
  readonly grain?: string;
  readonly group_by?: readonly string[];
  readonly where?: Where;
  readonly compare?: string;
  readonly align?: string;
  readonly as_of?: string;
  readonly known_at?: string;
  readonly horizon?: number;
  readonly reference?: string;
  readonly method?: string;
  readonly curve?: 'full';
};

/** What a panel asks beside what the view says. `period: false` asks about all time. */
export type Asked = {
  readonly metric: string;
  readonly grain?: string | undefined;
  readonly groupBy?: readonly string[] | undefined;
  readonly where?: Where;
  readonly compare?: boolean;
  readonly period?: boolean;
  readonly horizon?: number;
  readonly reference?: string | undefined;
  readonly method?: string;
  /** Times to an event: the whole curve beside its fixed days. */
  readonly curve?: 'full' | undefined;
};

const filled = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );

/** Whether there is another period to set beside this one: it has two ends, and does not reach into the one a year before. */
function hasOther({ compare }: View, { from, to }: Period): boolean {
  if (compare === undefined || !from || !to) return false;
  return compare !== 'year' || `${Number(to.slice(0, 4)) - 1}${to.slice(4)}` <= from;
}

const WEEKS_OF_A_YEAR_MS = 364 * 86_400_000;

/**
 * Whether it can be set beside the same weekdays a year before, which are 364 days before. Those of a longer period would reach into it and
 * be refused; it is compared by its dates, and has every weekday as often.
 */
const hasSameWeekdays = ({ from = '', to = '' }: Period) => Date.parse(to) - Date.parse(from) <= WEEKS_OF_A_YEAR_MS;

/** The question of a panel in a view. Filters that the metric does not have are the caller's to leave out. */
export function questionOf(view: View, period: Period, asked: Asked): Question {
  const where = { ...view.where, ...asked.where };
  const bounded = asked.period ?? true;
  const isCompared = asked.compare === true && bounded && hasOther(view, period);
  return filled({
    metric: asked.metric,
    programme: view.programme,
    from: bounded ? period.from : undefined,
    to: bounded ? period.to : undefined,
    grain: asked.grain,
    group_by: asked.groupBy,
    where: Object.keys(where).length === 0 ? undefined : where,
    compare: isCompared ? view.compare : undefined,
    align: isCompared && view.compare === 'year' && hasSameWeekdays(period) ? view.align : undefined,
    as_of: view.asOf,
    known_at: view.knownAt,
    horizon: asked.horizon,
    reference: asked.reference,
    method: asked.method,
    curve: asked.curve,
  }) as Question;
}

/** The question as parameters of `/v1/metrics/{id}/series`. */
export function seriesParameters({ metric: _, group_by, where, horizon, ...rest }: Question): Search {
  const filters = Object.entries(where ?? {}).map(([name, values]) => [`f.${name}`, values.join(',')]);
  return {
    ...(rest as Search),
    ...(group_by === undefined || group_by.length === 0 ? {} : { group_by: group_by.join(',') }),
    ...(horizon === undefined ? {} : { horizon: String(horizon) }),
    ...Object.fromEntries(filters),
  };
}

/** `/v1/metrics/nps/series?programme=…` */
export function seriesPath(question: Question, extra: Search = {}): string {
  const text = searchText({ ...seriesParameters(question), ...extra });
  return `/v1/metrics/${encodeURIComponent(question.metric)}/series${text === '' ? '' : `?${text}`}`;
}

const quoted = (text: string) => (/^[\w.,:=!-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The command line that gives the same numbers to somebody who may see them. */
export function commandOf(question: Question): string {
  const { metric, programme, from, to, grain, group_by, where, compare, align, as_of, known_at, horizon } = question;
  const { reference, method, curve } = question;
  const options = Object.entries(
    filled({
      programme,
      from,
      to,
      grain,
      by: group_by?.join(','),
      compare,
      align,
      'as-of': as_of,
      'known-at': known_at,
    }),
  ).concat(Object.entries(filled({ horizon: horizon?.toString(), reference, method, curve })));
  const filters = Object.entries(where ?? {}).map(
    ([name, values]) => ['where', `${name}=${values.join(',')}`] as const,
  );
  const words = [...options, ...filters].map(([name, value]) => `--${name} ${quoted(String(value))}`);
  return ['npm run -s rapport -- metric show', quoted(metric), ...words].join(' ');
}

/** Where an API is, and whether whoever asks is known to it by a token: an empty one is refused where none is needed. */
export type Api = { origin: string; hasToken: boolean };

/** The same question for curl, with the token in a variable. */
export function curlOf(question: Question, { origin, hasToken }: Api): string {
  const token = hasToken ? '-H "Authorization: Bearer $TOKEN" ' : '';
  return `curl -s ${token}${quoted(`${origin}${seriesPath(question)}`)}`;
}
