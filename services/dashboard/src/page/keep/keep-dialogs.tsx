/** Keeping the present view: under a name, as a subscription, or frozen. */
import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { Dialog } from '../design/overlay.tsx';
import { Notice, ProblemNotice } from '../design/surfaces.tsx';
import { usePageFacts } from '../frame/page-context.tsx';
import type { Question } from '../view/question.ts';
import { type SubscriptionOrder, useFreeze, useSaveView, useSubscribe } from './kept.ts';
import { frozenQuestion, subscribedQuestion } from './question-kept.ts';

export type Keeping = 'view' | 'subscription' | 'report';
type DialogProps = { onClose(): void; question: Question | undefined };
type Submitted = FormEvent<HTMLFormElement>;

const textIn = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
const formOf = (event: Submitted) => {
  event.preventDefault();
  return new FormData(event.currentTarget);
};
const here = () => ({ page: globalThis.location.pathname, state: globalThis.location.search.replace(/^\?/, '') });
/** One key for each opening of a dialog: a second click is the same order. */
const useKey = () => useMemo(() => crypto.randomUUID(), []);

export function TextField(props: {
  name: string;
  label: string;
  type?: string;
  hint?: string;
  maxLength?: number;
  isOptional?: boolean;
}) {
  const { name, label, type = 'text', hint, maxLength, isOptional = false } = props;
  const id = useId();
  return (
    <div className="stack-tight">
      <label className="field" htmlFor={id}>
        <span>{label}</span>
        <input
          {...{ id, name, type, required: !isOptional }}
          className="input"
          {...(maxLength === undefined ? {} : { maxLength })}
          {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        />
      </label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="soft small">
          {hint}
        </span>
      )}
    </div>
  );
}

export function SelectField(props: {
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange?: (value: string) => void;
}) {
  const { name, label, options, onChange } = props;
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <select {...{ id, name }} className="input" onChange={({ target }) => onChange?.(target.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function OrderForm(props: {
  onSubmit(event: Submitted): void;
  error: Error | null;
  isPending: boolean;
  verb: string;
  children: ReactNode;
}) {
  const { onSubmit, error, isPending, verb, children } = props;
  return (
    <form className="stack" onSubmit={onSubmit}>
      {children}
      {error === null ? null : <ProblemNotice error={error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isPending}>
          {verb}
        </button>
      </div>
    </form>
  );
}

const NO_PEOPLE = 'About programmes, never about people: it is written down for good.';

function SaveView({ onClose }: DialogProps) {
  const save = useSaveView();
  const key = useKey();
  const { say } = usePageFacts();
  const done = () => {
    say('Saved: it is under Reports');
    onClose();
  };
  const submit = (event: Submitted) => {
    const form = formOf(event);
    const order = { title: textIn(form, 'title'), shared: form.get('shared') === 'on', ...here() };
    save.mutate({ order, key }, { onSuccess: done });
  };
  const id = useId();
  return (
    <OrderForm onSubmit={submit} error={save.error} isPending={save.isPending} verb="Save">
      <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} />
      <label className="row" htmlFor={id}>
        <input id={id} type="checkbox" name="shared" />
        <span>Share with everybody who sees this programme</span>
      </label>
    </OrderForm>
  );
}

const channelIn = (form: FormData): SubscriptionOrder['channel'] =>
  form.get('kind') === 'webhook'
    ? { kind: 'webhook', url: textIn(form, 'where') }
    : { kind: 'email', to: textIn(form, 'where') };

function Subscribe({ onClose, question }: DialogProps) {
  const subscribe = useSubscribe();
  const key = useKey();
  const { say } = usePageFacts();
  const [kind, setKind] = useState('email');
  const submit = (event: Submitted) => {
    const form = formOf(event);
    if (question === undefined) return;
    const order: SubscriptionOrder = {
      ...{ title: textIn(form, 'title'), question: subscribedQuestion(question), channel: channelIn(form), ...here() },
      every: form.get('every') === 'month' ? 'month' : 'week',
    };
    const onSuccess = ({ secret }: { secret?: string | undefined }) => {
      say('Subscribed: it is under Reports');
      if (secret === undefined) onClose();
    };
    subscribe.mutate({ order, key }, { onSuccess });
  };
  const secret = subscribe.data?.secret;
  if (secret !== undefined) {
    return (
      <Notice>
        <div className="stack-tight">
          <strong>The secret that signs what is posted</strong>
          <code>{secret}</code>
          <span>It is shown now and never again.</span>
        </div>
      </Notice>
    );
  }
  return (
    <OrderForm onSubmit={submit} error={subscribe.error} isPending={subscribe.isPending} verb="Subscribe">
      <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} />
      <SelectField
        name="every"
        label="How often"
        options={[
          ['week', 'every week, about the week before'],
          ['month', 'every month, about the month before'],
        ]}
      />
      <SelectField
        name="kind"
        label="How"
        onChange={setKind}
        options={[
          ['email', 'by mail'],
          ['webhook', 'to a webhook'],
        ]}
      />
      {kind === 'email' ? (
        <TextField name="where" label="To" type="email" />
      ) : (
        <TextField name="where" label="Address of the webhook" type="url" />
      )}
      <p className="soft small">It goes out when the period is told to its end, and says so while it waits.</p>
    </OrderForm>
  );
}

function Freeze({ onClose, question }: DialogProps) {
  const freeze = useFreeze();
  const { say } = usePageFacts();
  const done = () => {
    say('Frozen: it is under Reports');
    onClose();
  };
  const submit = (event: Submitted) => {
    const title = textIn(formOf(event), 'title');
    if (question !== undefined) freeze.mutate({ title, question: frozenQuestion(question) }, { onSuccess: done });
  };
  return (
    <OrderForm onSubmit={submit} error={freeze.error} isPending={freeze.isPending} verb="Freeze">
      <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} />
      <p className="soft small">
        The answer stays as it is now, byte for byte, with a digest. It can be issued again later, and says what
        changed.
      </p>
    </OrderForm>
  );
}

const DIALOGS = {
  view: { title: 'Save this view', about: 'The page with its programme, period and filters.', Form: SaveView },
  subscription: {
    title: 'Subscribe',
    about: 'The main question of this page, asked again and again.',
    Form: Subscribe,
  },
  report: { title: 'Freeze', about: 'The main question of this page, answered for good.', Form: Freeze },
} as const;

export function KeepDialog({ keeping, ...props }: DialogProps & { keeping: Keeping }) {
  const { title, about, Form } = DIALOGS[keeping];
  return (
    <Dialog isOpen onClose={props.onClose} title={title} about={about}>
      <Form {...props} />
    </Dialog>
  );
}
