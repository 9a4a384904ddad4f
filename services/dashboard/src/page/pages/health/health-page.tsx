/** Data health: whether what was sent is stored, what was set aside, what is being rebuilt, and how good the data is. */
import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../cells/format-value.ts';
import { Ago } from '../../design/instant.tsx';
import { Fetched } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { type Health, healthQuery } from './health-query.ts';
import { LettersCard } from './letters-card.tsx';
import { QualityCard } from './quality-card.tsx';
import { RebuildCard } from './rebuild-card.tsx';
import { TopicsCard } from './topics-card.tsx';
import '../data-pages.css';

const latest = (times: readonly (string | null)[]) =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

/** The whole in one line: what somebody looks for who only wants to know whether all is well. */
function Summary({ health }: { health: Health }) {
  const { zone } = useScope();
  const { topics, dead_letters: letters, rebuild } = health;
  const lags = topics.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  const waiting = lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0);
  return (
    <ul className="tiles" aria-label="In short">
      <li className="stack-tight">
        <span className="soft small">Waiting on the log</span>
        <span className="figure-small">{waiting === null ? 'not known' : formatCount(waiting)}</span>
      </li>
      <li className="stack-tight">
        <span className="soft small">Newest record stored</span>
        <span className="figure-small">
          <Ago at={latest(topics.map(({ latest_record_at: at }) => at))} zone={zone} nothing="none yet" />
        </span>
      </li>
      <li className="stack-tight">
        <span className="soft small">Dead letters, open</span>
        <span className="figure-small">{formatCount(letters.open)}</span>
      </li>
      <li className="stack-tight">
        <span className="soft small">Replay</span>
        <span className="figure-small">{rebuild === null ? 'none' : rebuild.phase.replaceAll('_', ' ')}</span>
      </li>
    </ul>
  );
}

export function HealthPage() {
  const health = useQuery(healthQuery);
  return (
    <>
      <h1>Data health</h1>
      <Fetched query={health} height={420}>
        {(data) => (
          <div className="stack">
            <Summary health={data} />
            <TopicsCard health={data} />
            <LettersCard letters={data.dead_letters} />
            <RebuildCard rebuild={data.rebuild} />
            <QualityCard rules={data.quality} />
          </div>
        )}
      </Fetched>
    </>
  );
}
