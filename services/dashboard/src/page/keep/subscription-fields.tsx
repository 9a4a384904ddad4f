/** When and where to, as one asks for it. */
import { useState } from 'react';
import { Notice } from '../design/surfaces.tsx';
import { SelectField, TextField, textIn } from './form-fields.tsx';
import type { SubscriptionOrder } from './kept.ts';
import { monthDayOptions, weekdayOptions } from './rhythm.ts';

/** The day of a rhythm. Each rhythm has a field of its own, so that no day of one is left over in the other. */
export function DayField({ every, initial = 1 }: { every: 'week' | 'month'; initial?: number | null }) {
  return every === 'month' ? (
    <SelectField
      key="month"
      name="day"
      label="Day of the month"
      options={monthDayOptions}
      initial={String(initial ?? 1)}
    />
  ) : (
    <SelectField
      key="week"
      name="day"
      label="Day of the week"
      options={weekdayOptions}
      initial={String(initial ?? 1)}
    />
  );
}

export const channelIn = (form: FormData): SubscriptionOrder['channel'] =>
  form.get('kind') === 'webhook'
    ? { kind: 'webhook', url: textIn(form, 'where') }
    : { kind: 'email', to: textIn(form, 'where') };

type Shown = { kind: 'email' | 'webhook'; to?: string | undefined; url?: string | undefined };

export function ChannelFields({ initial }: { initial?: Shown }) {
  const [kind, setKind] = useState<string>(initial?.kind ?? 'email');
  return (
    <>
      <SelectField
        name="kind"
        label="How"
        onChange={setKind}
        initial={kind}
        options={[
          ['email', 'by mail'],
          ['webhook', 'to a webhook'],
        ]}
      />
      {kind === 'email' ? (
        <TextField key="email" name="where" label="To" type="email" initial={initial?.to} />
      ) : (
        <TextField key="webhook" name="where" label="Address of the webhook" type="url" initial={initial?.url} />
      )}
    </>
  );
}

export const WHEN_COMPLETE =
  'It goes out from that day on, as soon as the period is told to its end, and says so while it waits.';

export function SecretNotice({ secret }: { secret: string }) {
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
