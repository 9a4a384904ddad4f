/** What is looked behind, as a page's address says it: which question of the page, and which of its cells. Pure. */
import type { Row } from '../data/types.ts';
import type { Asked } from '../view/question.ts';
import { cellText } from './cell-text.ts';

/** The part of a panel's question that the view does not say. */
export type DrillAsked = Pick<Asked, 'metric' | 'grain' | 'groupBy' | 'where' | 'period' | 'horizon' | 'method'>;

/** Parameters of the page: `drill=nps:by:side&cell=side=mentee`. */
export type DrillAddress = { readonly drill: string; readonly cell: string };

const part = (text: string) => encodeURIComponent(text);

/** Colons and commas stay readable in an address; what stands between them has none. */
export function drillAddress(asked: DrillAsked, row: Pick<Row, 'group' | 'bucket'>): DrillAddress {
  const { metric, grain, groupBy = [], where = {}, period = true, horizon, method } = asked;
  const filters = Object.entries(where).flatMap(([name, values]) => [`f.${part(name)}`, values.map(part).join(',')]);
  const parts = [
    ...[metric],
    ...(grain === undefined ? [] : ['grain', grain]),
    ...(groupBy.length === 0 ? [] : ['by', groupBy.join(',')]),
    ...(period ? [] : ['period', 'all']),
    ...(horizon === undefined ? [] : ['horizon', String(horizon)]),
    ...(method === undefined ? [] : ['method', method]),
    ...filters,
  ];
  return { drill: parts.join(':'), cell: cellText(row) };
}

/** Text that somebody mistyped stays as it is. */
function read(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The question of an address; undefined where it names none. What makes no sense in it is left out. */
export function drillOf(text: string | undefined): DrillAsked | undefined {
  const [metric = '', ...rest] = (text ?? '').split(':');
  if (metric === '') return undefined;
  const pairs = rest.flatMap((name, place) => (place % 2 === 0 ? [[name, rest[place + 1] ?? ''] as const] : []));
  const fields = new Map(pairs);
  const filters = pairs.filter(([name]) => name.startsWith('f.'));
  const [grain, by, method] = [fields.get('grain'), fields.get('by'), fields.get('method')];
  const horizon = Number(fields.get('horizon') ?? '');
  return {
    metric,
    ...(grain ? { grain } : {}),
    ...(by ? { groupBy: by.split(',') } : {}),
    ...(fields.get('period') === 'all' ? { period: false } : {}),
    ...(Number.isInteger(horizon) && horizon > 0 ? { horizon } : {}),
    ...(method ? { method } : {}),
    ...(filters.length === 0
      ? {}
      : {
          where: Object.fromEntries(
            filters.map(([name, values]) => [read(name.slice(2)), values.split(',').map(read)]),
          ),
        }),
  };
}
