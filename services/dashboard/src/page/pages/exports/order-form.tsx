/** Asking for a file: the answer to a question in the view of the filter bar, or rows. */
import { type FormEvent, useId, useState } from 'react';
import { useMetric } from '../../data/queries.ts';
import { Card, ProblemNotice } from '../../design/surfaces.tsx';
import { DimensionChoice, MetricChoice } from '../../panels/question-choices.tsx';
import { useScope } from '../../view/use-scope.ts';
import { FORMATS, type Format, ROWS, useOrder } from './exports-query.ts';

const FORMAT_TEXT: Readonly<Record<Format, string>> = {
  csv: 'CSV (RFC 4180)',
  ndjson: 'JSON, a line a row',
  parquet: 'Parquet',
  arrow: 'Arrow',
};

function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange(value: T): void;
}) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(target.value as T)}>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const KINDS = [
  ['metric', 'The answer to a question'],
  ['rows', 'Rows'],
] as const;
const GRAINS = ['', 'week', 'month', 'quarter', 'year'] as const;

/** What stands in the address: somebody else opens the same form. */
function useWish() {
  const { view, change } = useScope();
  const kind = view.own['what'] === 'rows' ? 'rows' : 'metric';
  const rows = ROWS.find((name) => name === view.own['rows']) ?? 'pairings';
  const set = (own: Record<string, string | undefined>) => change({ own }, { replace: true });
  return { kind, rows, metric: view.own['metric'] ?? 'active-pairs', grain: view.grain ?? '', set } as const;
}

/** Choosing what the file is about. */
function About({ wish }: { wish: ReturnType<typeof useWish> }) {
  const { change } = useScope();
  const metric = useMetric(wish.metric);
  if (wish.kind === 'rows') {
    return (
      <Choice
        label="Rows"
        value={wish.rows}
        options={ROWS.map((name) => [name, name] as const)}
        onChange={(rows) => wish.set({ rows })}
      />
    );
  }
  return (
    <>
      <MetricChoice chosen={wish.metric} />
      {metric === undefined ? null : (
        <>
          <DimensionChoice metric={metric} place={0} />
          <DimensionChoice metric={metric} place={1} />
        </>
      )}
      <Choice
        label="By time"
        value={wish.grain}
        options={GRAINS.map((grain) => [grain, grain || 'the whole period'] as const)}
        onChange={(grain) => change({ grain: grain || undefined }, { replace: true })}
      />
    </>
  );
}

export function OrderForm() {
  const { ask, period, programme, view } = useScope();
  const wish = useWish();
  const order = useOrder();
  const [format, setFormat] = useState<Format>('csv');
  const [isFormatted, setFormatted] = useState(false);
  const isRows = wish.kind === 'rows';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const variant = isFormatted && format === 'csv' ? 'formatted' : 'raw';
    const about = isRows
      ? { rows: wish.rows }
      : { question: ask({ metric: wish.metric, grain: wish.grain || undefined, groupBy: view.groupBy }) };
    order.mutate({ format, variant, ...about });
  };
  return (
    <Card
      title="A new file"
      note={isRows ? 'All programmes that you may see' : `${programme?.name ?? 'All programmes'} · ${period.text}`}
      foot={
        isRows
          ? 'For everybody but administrators rows are anonymous: no ids, coarse columns, every combination about ten people or more.'
          : 'The same answer as on the page, with the same protection. Programme, period and filters are those above.'
      }
    >
      <form className="stack" onSubmit={submit}>
        <div className="grid-cards">
          <Choice label="What" value={wish.kind} options={KINDS} onChange={(what) => wish.set({ what })} />
          <About wish={wish} />
          <Choice
            label="Format"
            value={format}
            options={FORMATS.map((name) => [name, FORMAT_TEXT[name]] as const)}
            onChange={(name) => setFormat(name)}
          />
        </div>
        {format === 'csv' ? (
          <label className="check">
            <input type="checkbox" checked={isFormatted} onChange={({ target }) => setFormatted(target.checked)} />
            For a spreadsheet: nothing in it runs as a formula
          </label>
        ) : null}
        {order.error === null ? null : <ProblemNotice error={order.error} />}
        <div>
          <button type="submit" className="button button-primary" disabled={order.isPending}>
            Write the file
          </button>
        </div>
      </form>
    </Card>
  );
}
