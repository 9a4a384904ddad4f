/** Participants beside others of the same organisation: the difference, how it was made, and how alike the two groups are. */
import { HowSure } from '../../cells/cell.tsx';
import { formatCount, formatDifference, formatInterval, formatValue } from '../../cells/format-value.ts';
import { groupText, sentenceCase } from '../../cells/row-text.ts';
import { useMetric, useSeries } from '../../data/queries.ts';
import type { Row } from '../../data/types.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { DrillButton, DrillFrom, DrillValue } from '../../drill/drill-from.tsx';
import { MetricName } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';
import { type Arm, type Contrast, contrastOf, METHODS } from './contrast.ts';

/** Beyond this two groups are unlike in that respect: a common bound for standardised differences. */
const UNLIKE = 0.1;

function armText({ value, ci = null, n }: Arm): string {
  if (value === null) return 'hidden';
  const interval = formatInterval(ci, 'share');
  return `${formatValue(value, 'share')}${interval === null ? '' : ` (${interval})`}, n ${formatCount(n)}`;
}

function Balance({ contrast: { balance, method } }: { contrast: Contrast }) {
  const unlike = (balance ?? []).filter(
    ({ before, after }) => Math.abs((method === 'raw' ? before : after) ?? 0) > UNLIKE,
  );
  if (balance == null || balance.length === 0) return null;
  return (
    <details>
      <summary>
        {unlike.length === 0
          ? 'The two groups are alike in all that is known'
          : `The two groups differ in ${unlike.length} of ${balance.length} respects`}
      </summary>
      <DataTable
        caption="How far the groups are apart, in standard deviations: as they are, and among those compared as alike"
        rows={balance}
        keyOf={({ covariate }) => covariate}
        columns={[
          { id: 'covariate', title: 'Respect', cell: ({ covariate }) => covariate },
          {
            id: 'before',
            title: 'As they are',
            isNumeric: true,
            cell: ({ before }) => before?.toFixed(2) ?? '–',
            sortBy: ({ before }) => Math.abs(before ?? 0),
          },
          { id: 'after', title: 'Alike people', isNumeric: true, cell: ({ after }) => after?.toFixed(2) ?? '–' },
        ]}
      />
    </details>
  );
}

function Side({ row }: { row: Row }) {
  const contrast = contrastOf(row);
  const name = groupText(row.group);
  if (contrast === undefined || row.value === null) {
    return (
      <div className="stack-tight">
        <h3>{sentenceCase(name)}s</h3>
        <DrillValue row={row} unit="share" />
        <HowSure row={row} unit="share" />
      </div>
    );
  }
  const interval = formatInterval(row.ci, 'share', formatDifference);
  return (
    <div className="stack-tight">
      <h3>{sentenceCase(name)}s</h3>
      <DrillButton row={row}>
        <span className="figure">{formatDifference(row.value, 'share')}</span>
      </DrillButton>
      <span className="small soft">{interval === null ? 'no interval' : `95 % interval ${interval}`}</span>
      <span className="small">Took part: {armText(contrast.arms.participants)}</span>
      <span className="small">Others: {armText(contrast.arms.others)}</span>
      <p className="aside small">{contrast.badge}</p>
      <Balance contrast={contrast} />
    </div>
  );
}

export function ContrastPanel({ metric }: { metric: string }) {
  const { ask, view, change } = useScope();
  const about = useMetric(metric);
  const method = METHODS.find(({ id }) => id === view.own['method'])?.id ?? 'raw';
  const asked = { metric, period: false, method };
  const series = useSeries(ask(asked));
  return (
    <Card
      title={<MetricName id={metric} about={about} />}
      note="difference of shares, participants less others · all time"
      foot="A difference between groups, not what mentoring did: who takes part differs from who does not."
      actions={
        <fieldset className="segmented">
          <legend className="visually-hidden">How the difference is made</legend>
          {METHODS.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className="button small"
              aria-pressed={id === method}
              onClick={() => change({ own: { method: id === 'raw' ? undefined : id } })}
            >
              {title}
            </button>
          ))}
        </fieldset>
      }
    >
      <Fetched query={series} height={240}>
        {({ data }) => (
          <DrillFrom asked={asked}>
            <div className="sides">
              {data.map((row) => (
                <Side key={groupText(row.group)} row={row} />
              ))}
            </div>
          </DrillFrom>
        )}
      </Fetched>
    </Card>
  );
}
