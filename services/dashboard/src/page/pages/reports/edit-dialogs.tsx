/** Changing what is kept: a view's name and who sees it, a subscription's name, day and address. */
import { Dialog } from '../../design/overlay.tsx';
import { usePageFacts } from '../../frame/page-context.tsx';
import {
  CheckField,
  formOf,
  NO_PEOPLE,
  OrderForm,
  SHARED,
  type Submitted,
  TextField,
  textIn,
} from '../../keep/form-fields.tsx';
import { type SavedView, type Subscription, useChangeSubscription, useChangeView } from '../../keep/kept.ts';
import { daysIn } from '../../keep/rhythm.ts';
import { ChannelFields, channelIn, DayField, SecretNotice, WHEN_COMPLETE } from '../../keep/subscription-fields.tsx';

export function EditView({ view, onClose }: { view: SavedView; onClose(): void }) {
  const change = useChangeView();
  const { say } = usePageFacts();
  const submit = (event: Submitted) => {
    const form = formOf(event);
    const onSuccess = () => {
      say('Changed');
      onClose();
    };
    change.mutate({ id: view.id, title: textIn(form, 'title'), shared: form.get('shared') === 'on' }, { onSuccess });
  };
  return (
    <Dialog isOpen onClose={onClose} title="Edit the view" about="Its name, and who sees it.">
      <OrderForm onSubmit={submit} error={change.error} isPending={change.isPending} verb="Save">
        <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} initial={view.title} />
        <CheckField name="shared" label={SHARED} initial={view.shared} />
      </OrderForm>
    </Dialog>
  );
}

export function EditSubscription({ subscription, onClose }: { subscription: Subscription; onClose(): void }) {
  const change = useChangeSubscription();
  const { say } = usePageFacts();
  const { id, title, every, weekday, month_day: monthDay, channel } = subscription;
  const submit = (event: Submitted) => {
    const form = formOf(event);
    const order = { id, title: textIn(form, 'title'), channel: channelIn(form), ...daysIn(form, every) };
    const onSuccess = ({ secret }: { secret?: string | undefined }) => {
      say('Changed');
      if (secret === undefined) onClose();
    };
    change.mutate(order, { onSuccess });
  };
  const secret = change.data?.secret;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Edit the subscription"
      about={`Its name, day and address. What it asks, every ${every}, stays: subscribe anew for something else.`}
    >
      {secret === undefined ? (
        <OrderForm onSubmit={submit} error={change.error} isPending={change.isPending} verb="Save">
          <TextField name="title" label="Name" maxLength={120} hint={NO_PEOPLE} initial={title} />
          <DayField every={every} initial={every === 'month' ? monthDay : weekday} />
          <ChannelFields initial={channel} />
          <p className="soft small">{WHEN_COMPLETE}</p>
        </OrderForm>
      ) : (
        <SecretNotice secret={secret} />
      )}
    </Dialog>
  );
}
