/**
 * What a page shows, as its URL says it: the parameters of the API under the API's names, and a few of the page's own.
 * Two people with one URL (and one role) see one view. Only what differs from the default is written, in one order.
 */

export const RANGES = ['P3M', 'P6M', 'P12M', 'P24M', 'P60M', 'all'] as const;
export type RangeId = (typeof RANGES)[number];
export const GRAINS = ['week', 'month', 'quarter', 'year'] as const;
type Grain = (typeof GRAINS)[number];
const COMPARISONS = ['previous', 'year'] as const;
type Comparison = (typeof COMPARISONS)[number];

/** Filters by dimension: which values, none of which is empty. A value that begins with `!` is left out. */
export type Where = Readonly<Record<string, readonly string[]>>;

export type View = {
  readonly programme?: string;
  /** How far back from `as_of`, in whole months. Ignored where `from` or `to` is given. */
  readonly range: RangeId;
  readonly from?: string;
  readonly to?: string;
  readonly grain?: Grain;
  readonly compare?: Comparison;
  readonly align?: 'weekday';
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly where: Where;
  readonly groupBy: readonly string[];
  /** Parameters of one page (a metric, a tab, an open panel), kept as they are. */
  readonly own: Readonly<Record<string, string>>;
};

/** A URL's parameters: every name once. */
export type Search = Readonly<Record<string, string>>;

const DEFAULT_RANGE: RangeId = 'P12M';
const SHARED = [
  'programme',
  'range',
  'from',
  'to',
  'grain',
  'compare',
  'align',
  'as_of',
  'known_at',
  'group_by',
] as const;
const isShared = (name: string) => (SHARED as readonly string[]).includes(name);
const oneOf = <T extends string>(values: readonly T[], text: string | undefined) => values.find((one) => one === text);
const listOf = (text: string | undefined) => (text ?? '').split(',').filter((one) => one !== '');
/** A local date as a URL has it. */
const dateIn = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
const instantIn = (text: string | undefined) =>
  text !== undefined && !Number.isNaN(Date.parse(text)) ? text : undefined;
/** Leaves out what is undefined, so that optional fields are absent rather than empty. */
const present = <T extends Record<string, unknown>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** The view of a URL. What makes no sense is read as its default: a mistyped link still opens. */
export function parseView(search: Search): View {
  const filters = Object.entries(search).filter(([name]) => name.startsWith('f.'));
  const where = filters.map(([name, text]) => [name.slice(2), listOf(text)] as const);
  const own = Object.entries(search).filter(([name, text]) => !isShared(name) && !name.startsWith('f.') && text !== '');
  return {
    ...present({
      programme: search['programme'],
      from: dateIn(search['from']),
      to: dateIn(search['to']),
      grain: oneOf(GRAINS, search['grain']),
      compare: oneOf(COMPARISONS, search['compare']),
      align: oneOf(['weekday'], search['align']),
      asOf: instantIn(search['as_of']),
      knownAt: instantIn(search['known_at']),
    }),
    range: oneOf(RANGES, search['range']) ?? DEFAULT_RANGE,
    where: Object.fromEntries(where.filter(([, values]) => values.length > 0)),
    groupBy: listOf(search['group_by']).slice(0, 2),
    own: Object.fromEntries(own),
  };
}

const sorted = <T>(entries: (readonly [string, T])[]) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** The parameters of a view, in one order whatever the order in which it was put together. */
export function formatView(view: View): Search {
  const shared = {
    programme: view.programme,
    range: view.range === DEFAULT_RANGE || view.from !== undefined || view.to !== undefined ? undefined : view.range,
    from: view.from,
    to: view.to,
    grain: view.grain,
    compare: view.compare,
    align: view.align,
    as_of: view.asOf,
    known_at: view.knownAt,
    group_by: view.groupBy.length === 0 ? undefined : view.groupBy.join(','),
  };
  const filters = sorted(Object.entries(view.where)).map(([name, values]) => [`f.${name}`, values.join(',')] as const);
  return {
    ...present(shared),
    ...Object.fromEntries(filters),
    ...Object.fromEntries(sorted(Object.entries(view.own))),
  };
}

/** What a change of view may give: `undefined` takes a parameter away, `own` and `where` are merged by name. */
export type ViewPatch = {
  readonly [K in Exclude<keyof View, 'own' | 'where'>]?: View[K] | undefined;
} & {
  readonly own?: Readonly<Record<string, string | undefined>>;
  readonly where?: Readonly<Record<string, readonly string[] | undefined>>;
};

/** The view with a patch laid over it. */
export function changeView(view: View, patch: ViewPatch): View {
  const { own, where, range, groupBy, ...rest } = patch;
  return {
    ...present({ ...view, ...rest }),
    range: range ?? view.range,
    groupBy: groupBy ?? view.groupBy,
    own: present({ ...view.own, ...own }) as View['own'],
    where: Object.fromEntries(
      Object.entries({ ...view.where, ...where }).filter(([, values]) => values !== undefined && values.length > 0),
    ) as Where,
  };
}

/** Parameters as text, without the question mark. Commas and colons stay readable. */
export function searchText(search: Search): string {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':');
  return Object.entries(search)
    .map(([name, text]) => `${encode(name)}=${encode(text)}`)
    .join('&');
}

/** The parameters of a query string, with or without the question mark. Of a name that comes twice the last counts. */
export const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));
