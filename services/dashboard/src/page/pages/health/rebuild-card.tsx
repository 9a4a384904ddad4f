/** Tables that are built anew beside the live ones, or kept of the last time. */
import { formatCount } from '../../cells/format-value.ts';
import { Ago } from '../../design/instant.tsx';
import { Card } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { Health } from './health-query.ts';

type Rebuild = NonNullable<Health['rebuild']>;

const PHASE: Readonly<Record<Rebuild['phase'], string>> = {
  filling: 'The log is being read into new tables beside the live ones.',
  compared: 'The new tables are full and were held against the live ones. They wait to be swapped in.',
  swapping: 'Tables are changing places.',
  swapped: 'The new tables are live. Those of before are kept until they are dropped.',
  rolling_back: 'The tables of before are coming back.',
  rolled_back: 'The tables of before are live again. The rebuilt ones are kept until they are dropped.',
};

function Progress({ offsets }: { offsets: NonNullable<Rebuild['offsets']> }) {
  const { done, total } = offsets;
  const share = total === 0 ? 0 : done / total;
  return (
    <div className="stack-tight">
      <progress className="progress" max={total} value={done} aria-label="Records read again" />
      <span className="number">
        {formatCount(done)} of {formatCount(total)} records ({Math.floor(share * 100)} %)
      </span>
    </div>
  );
}

export function RebuildCard({ rebuild }: { rebuild: Health['rebuild'] }) {
  const { zone } = useScope();
  if (rebuild === null) {
    return (
      <Card title="Replay" note="Building the tables anew from the log">
        <p>None is running, and no tables of an earlier one are kept.</p>
        <p className="soft small">
          <code>npm run -s rapport -- rebuild</code> reads the log from its start into new tables, compares, and swaps.
        </p>
      </Card>
    );
  }
  const { phase, epoch, started_at: startedAt, offsets } = rebuild;
  return (
    <Card
      title="Replay"
      note={
        <>
          Epoch {epoch}, begun <Ago at={startedAt} zone={zone} />
        </>
      }
    >
      <p>{PHASE[phase]}</p>
      {offsets === null ? null : <Progress offsets={offsets} />}
    </Card>
  );
}
