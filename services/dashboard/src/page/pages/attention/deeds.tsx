/** Acknowledge, snooze, resolve: each one event on the log, so that the list is the same for everybody a moment later. */
import { type FormEvent, useId, useMemo, useState } from 'react';
import { type Alert, type Deed, useDeed } from '../../data/attention.ts';
import { Dialog } from '../../design/overlay.tsx';
import { ProblemNotice } from '../../design/surfaces.tsx';
import { usePageFacts } from '../../frame/page-context.tsx';

/** Why, as codes: what stands on the log names no person and tells no story. */
const NOTES = ['on_leave', 'busy_period', 'agreed_pause', 'has_met_offline', 'waiting_for_reply', 'other'] as const;
const OUTCOMES = ['contacted', 'not_needed', 'false_alarm', 'rematched', 'other'] as const;
const WEEKS = [1, 2, 4, 8] as const;
const words = (code: string) => code.replaceAll('_', ' ');
const inWeeks = (weeks: number) => new Date(Date.now() + weeks * 604_800_000).toISOString().replace(/\.\d+Z$/, 'Z');

function Select({
  name,
  label,
  values,
  hasNone = false,
}: {
  name: string;
  label: string;
  values: readonly string[];
  hasNone?: boolean;
}) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <select id={id} name={name} className="input">
        {hasNone ? <option value="">no note</option> : null}
        {values.map((value) => (
          <option key={value} value={value}>
            {words(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

function deedOf(kind: 'snooze' | 'resolve', form: FormData): Deed {
  const note = String(form.get('note') ?? '');
  const noted = note === '' ? {} : { note };
  if (kind === 'snooze') return { kind, until: inWeeks(Number(form.get('weeks') ?? 2)), ...noted };
  return { kind, outcome: OUTCOMES.find((outcome) => outcome === form.get('outcome')) ?? 'other', ...noted };
}

const newKey = () => crypto.randomUUID();

export function DeedButtons({ alert }: { alert: Alert }) {
  const [open, setOpen] = useState<'snooze' | 'resolve'>();
  // One key for each opening of the dialog: a second click is the same deed, another opening another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opening is what makes a new key
  const key = useMemo(newKey, [open]);
  const deed = useDeed();
  const { say } = usePageFacts();
  const act = (what: Deed, said: string) =>
    deed.mutate(
      { alert: alert.alert_id, deed: what, key },
      {
        onSuccess: () => {
          setOpen(undefined);
          say(`${alert.pairing_id}: ${said}`);
        },
      },
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (open !== undefined)
      act(deedOf(open, new FormData(event.currentTarget)), open === 'snooze' ? 'snoozed' : 'resolved');
  };
  if (alert.state === 'resolved') return <span className="soft">–</span>;
  return (
    <div className="row deeds">
      {alert.state === 'acknowledged' ? null : (
        <button
          type="button"
          className="button small"
          disabled={deed.isPending}
          onClick={() => act({ kind: 'acknowledge' }, 'you are on it')}
        >
          I’m on it
        </button>
      )}
      <button type="button" className="button button-quiet small" onClick={() => setOpen('snooze')}>
        Snooze
      </button>
      <button type="button" className="button button-quiet small" onClick={() => setOpen('resolve')}>
        Resolve
      </button>
      {deed.error !== null && open === undefined ? <ProblemNotice error={deed.error} /> : null}
      <Dialog
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open === 'snooze' ? 'Snooze' : 'Resolve'}
        about={`${alert.pairing_id}: ${alert.reason.text}`}
      >
        <form className="stack" onSubmit={submit}>
          {open === 'snooze' ? (
            <Select name="weeks" label="For how many weeks" values={WEEKS.map(String)} />
          ) : (
            <Select name="outcome" label="How it ended" values={OUTCOMES} />
          )}
          <Select name="note" label="Why" values={NOTES} hasNone />
          {deed.error === null ? null : <ProblemNotice error={deed.error} />}
          <div className="row">
            <button type="submit" className="button button-primary" disabled={deed.isPending}>
              {deed.isPending ? 'Sending …' : open === 'snooze' ? 'Snooze' : 'Resolve'}
            </button>
            <button type="button" className="button" onClick={() => setOpen(undefined)}>
              Cancel
            </button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
