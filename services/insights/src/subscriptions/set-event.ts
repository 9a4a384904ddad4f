import type { WorkspaceEvent } from '@rapport/events';
import type { Subscription } from '@rapport/warehouse';
import { envelopeOf } from '../workspace/tell.ts';

/** The event that says of a subscription what it is from now on. `of` tells one change from another. */
export function setEvent(kept: Subscription, told: { actor: string; now: number; of?: unknown }): WorkspaceEvent {
  const { id: item, title, question, every, weekday, monthDay, channel, page, state, programme } = kept;
  const type = 'workspace.subscription_set' as const;
  return {
    ...{ ...envelopeOf({ item, type, ...told }), type, title, question, every, programme_id: programme },
    ...{ channel, page },
    ...(weekday === null ? {} : { weekday }),
    ...(monthDay === null ? {} : { month_day: monthDay }),
    ...(state === '' ? {} : { state }),
  };
}
