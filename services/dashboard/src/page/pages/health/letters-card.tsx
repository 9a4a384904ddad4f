/** Records that could not become rows: why, which, and what may be done about them. */
import { formatCount } from '../../cells/format-value.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Empty } from '../../design/surfaces.tsx';
import { useCopy } from '../../frame/code-block.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { DeadLetter, DeadLetters } from './health-query.ts';
import { codeText, retryCommand } from './letter-text.ts';

const STATE = {
  open: { text: 'open', kind: 'pill pill-warn' },
  retried: { text: 'sent again', kind: 'pill pill-good' },
  discarded: { text: 'discarded', kind: 'pill' },
} as const;

function StateOf({ letter, zone }: { letter: DeadLetter; zone: string }) {
  const { text, kind } = STATE[letter.state];
  return (
    <div className="stack-tight">
      <span className={kind}>{text}</span>
      {letter.marked_at === null ? null : (
        <span className="soft small">
          <Ago at={letter.marked_at} zone={zone} /> by {letter.marked_by}
          {letter.reason === '' ? '' : `: ${letter.reason}`}
        </span>
      )}
    </div>
  );
}

function Retry({ letter }: { letter: DeadLetter }) {
  const copy = useCopy();
  if (letter.state !== 'open') return null;
  return (
    <button
      type="button"
      className="button small"
      aria-label={`Copy retry of ${letter.topic}/${letter.partition}/${letter.offset}`}
      onClick={() => void copy(retryCommand(letter), 'Command')}
    >
      Copy retry
    </button>
  );
}

const columns = (zone: string): Column<DeadLetter>[] => [
  {
    id: 'place',
    title: 'Record',
    cell: ({ topic, partition, offset }) => (
      <span className="stack-tight">
        <code>{topic}</code>
        <span className="soft small number">
          partition {partition}, offset {formatCount(offset)}
        </span>
      </span>
    ),
  },
  { id: 'at', title: 'Sent', cell: ({ at }) => <Ago at={at} zone={zone} />, sortBy: ({ at }) => at },
  {
    id: 'why',
    title: 'Why',
    cell: ({ code, field, message }) => (
      <span className="stack-tight">
        <span title={code}>{codeText(code)}</span>
        <span className="soft small">
          {field === '' ? null : <code>{field}</code>} {message}
        </span>
      </span>
    ),
    sortBy: ({ code }) => code,
  },
  {
    id: 'state',
    title: 'State',
    cell: (letter) => <StateOf letter={letter} zone={zone} />,
    sortBy: ({ state }) => state,
  },
  { id: 'deed', title: 'To do', cell: (letter) => <Retry letter={letter} /> },
];

function Reasons({ letters }: { letters: DeadLetters }) {
  const { view, change } = useScope();
  const codes = [...new Set(letters.counts.map(({ code }) => code))];
  const sum = (code: string) =>
    letters.counts.filter((one) => one.code === code).reduce((total, { count }) => total + count, 0);
  return (
    <fieldset className="row">
      <legend className="visually-hidden">Only this reason</legend>
      {codes.map((code) => {
        const isChosen = view.own['reason'] === code;
        return (
          <button
            key={code}
            type="button"
            className="button small"
            aria-pressed={isChosen}
            onClick={() => change({ own: { reason: isChosen ? undefined : code } }, { replace: true })}
          >
            {codeText(code)} <span className="number">{formatCount(sum(code))}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

export function LettersCard({ letters }: { letters: DeadLetters }) {
  const { view, zone } = useScope();
  const { reason } = view.own;
  const shown = letters.newest.filter(({ code }) => reason === undefined || code === reason);
  if (letters.total === 0) {
    return (
      <Card title="Dead letters" note="Records that could not become events">
        <Empty title="Every record became an event">
          What cannot be read, or breaks a rule, is set aside here with its reason, and the rest goes on.
        </Empty>
      </Card>
    );
  }
  return (
    <Card
      title="Dead letters"
      note={`${formatCount(letters.total)} records could not become events, ${formatCount(letters.open)} of them open`}
      foot={`The newest ${letters.newest.length}. Bytes and headers: npm run -s rapport -- dlq show TOPIC/PARTITION/OFFSET. They stand on ${letters.topic}.`}
    >
      <Reasons letters={letters} />
      {shown.length === 0 ? (
        <p className="soft">None of the newest {letters.newest.length} has this reason.</p>
      ) : (
        <DataTable
          caption="Records that were set aside, the newest first"
          rows={shown}
          columns={columns(zone)}
          keyOf={({ topic, partition, offset }) => `${topic}/${partition}/${offset}`}
        />
      )}
    </Card>
  );
}
