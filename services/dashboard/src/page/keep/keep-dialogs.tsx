/** Keeping the present view: under a name, as a subscription, or frozen. */
import { useMemo, useState } from 'react';
import { Dialog } from '../design/overlay.tsx';
import { usePageFacts } from '../frame/page-context.tsx';
import type { Question } from '../view/question.ts';
import {
  CheckField,
  formOf,
  NO_PEOPLE,
  OrderForm,
  SelectField,
  SHARED,
  type Submitted,
  TextField,
  textIn,
} from './form-fields.tsx';
import { type SubscriptionOrder, useFreeze, useSaveView, useSubscribe } from './kept.ts';
import { frozenQuestion, subscribedQuestion } from './question-kept.ts';
import { daysIn } from './rhythm.ts';
import { ChannelFields, channelIn, DayField, SecretNotice, WHEN_COMPLETE } from './subscription-fields.tsx';

export type Keeping = 'view' | 'subscription' | 'report';
type DialogProps = { onClose(): void; question: Question | undefined };

const here = () => ({ page: globalThis.location.pathname, state: globalThis.location.search.replace(/^\?/, '') });
/** One key for each opening of a dialog: a second click is the same order. */
const useKey = () => useMemo(() => crypto.randomUUID(), []);

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
  return (
    <OrderForm onSubmit={submit} error={save.error} isPending={save.isPending} verb="Save">
      <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} />
      <CheckField name="shared" label={SHARED} />
    </OrderForm>
  );
}

function Subscribe({ onClose, question }: DialogProps) {
  const subscribe = useSubscribe();
  const key = useKey();
  const { say } = usePageFacts();
  const [every, setEvery] = useState<'week' | 'month'>('week');
  const submit = (event: Submitted) => {
    const form = formOf(event);
    if (question === undefined) return;
    const order: SubscriptionOrder = {
      ...{ title: textIn(form, 'title'), question: subscribedQuestion(question), channel: channelIn(form), ...here() },
      ...{ every, ...daysIn(form, every) },
    };
    const onSuccess = ({ secret }: { secret?: string | undefined }) => {
      say('Subscribed: it is under Reports');
      if (secret === undefined) onClose();
    };
    subscribe.mutate({ order, key }, { onSuccess });
  };
  const secret = subscribe.data?.secret;
  if (secret !== undefined) return <SecretNotice secret={secret} />;
  return (
    <OrderForm onSubmit={submit} error={subscribe.error} isPending={subscribe.isPending} verb="Subscribe">
      <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} />
      <SelectField
        name="every"
        label="How often"
        onChange={(value) => setEvery(value === 'month' ? 'month' : 'week')}
        options={[
          ['week', 'every week, about the week before'],
          ['month', 'every month, about the month before'],
        ]}
      />
      <DayField every={every} />
      <ChannelFields />
      <p className="soft small">{WHEN_COMPLETE}</p>
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
