/** Subscriptions of a process: its settings in, what the routes need and what stops the deliveries out. */
import { type Logger, settings, subscriptionsPathIn } from '@rapport/service';
import { createClaim, type Warehouse } from '@rapport/warehouse';
import type { AccessLog } from '../access/access-log.ts';
import type { Delivery } from '../routes/kept-subscription.ts';
import type { WorkspaceSender } from '../workspace/tell.ts';
import { createAddresses } from './addresses.ts';
import type { Asking } from './asking.ts';
import { createChannels } from './channels.ts';
import { createDeliveryRounds } from './deliveries.ts';
import { deliveryLine } from './delivery-line.ts';
import { type DeliveryLoop, startDeliveryLoop } from './delivery-loop.ts';

export const subscriptionSettings = {
  RAPPORT_HOME: settings.home,
  RAPPORT_SUBSCRIPTIONS_PATH: settings.subscriptionsPath,
  RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS: settings.subscriptionsEverySeconds,
  RAPPORT_SMTP_URL: settings.smtpUrl,
  RAPPORT_SMTP_FROM: settings.smtpFrom,
  RAPPORT_MAIL_DOMAINS: settings.names,
  RAPPORT_WEBHOOK_HOSTS: settings.names,
  RAPPORT_DASHBOARD_URL: settings.dashboardUrl,
} as const;

type Config = {
  RAPPORT_HOME?: string | undefined;
  RAPPORT_SUBSCRIPTIONS_PATH?: string | undefined;
  RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS: number;
  RAPPORT_SMTP_URL?: string | undefined;
  RAPPORT_SMTP_FROM: string;
  RAPPORT_MAIL_DOMAINS: readonly string[];
  RAPPORT_WEBHOOK_HOSTS: readonly string[];
  RAPPORT_DASHBOARD_URL?: string | undefined;
};

type Dependencies = {
  warehouse: Warehouse;
  logger: Logger;
  accessLog: AccessLog;
  /** Absent where no log is named: then nothing is delivered, since nobody would know of it afterwards. */
  send: WorkspaceSender | undefined;
};

const LONGEST_CLAIM_SECONDS = 900;

/** Longer than from one round to the next, so that tries are counted in one process; not so long that one that died is missed for hours. */
const claimSeconds = (everySeconds: number) => Math.min(2 * everySeconds + 60, LONGEST_CLAIM_SECONDS);

/** `delivery` is for createInsights, which says who asks; with it the rounds begin. */
export function createSubscriptions(config: Config, { warehouse, logger, accessLog, send }: Dependencies) {
  const channels = createChannels({
    ...{ smtpUrl: config.RAPPORT_SMTP_URL, smtpFrom: config.RAPPORT_SMTP_FROM, clock: Date.now },
    ...{ mailDomains: config.RAPPORT_MAIL_DOMAINS, webhookHosts: config.RAPPORT_WEBHOOK_HOSTS },
  });
  const addresses = createAddresses(subscriptionsPathIn(config));
  const dashboardUrl = config.RAPPORT_DASHBOARD_URL;
  const everySeconds = config.RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS;
  const claim = createClaim({ warehouse, table: 'delivery_claims', seconds: claimSeconds(everySeconds) });
  let loop: DeliveryLoop | undefined;

  function delivery(asking: Asking): Delivery {
    if (send === undefined) return { addresses, channels, dashboardUrl };
    const round = createDeliveryRounds({
      ...{ warehouse, addresses, asking, channels, send, claim, logger, clock: Date.now, dashboardUrl },
      onAnswered: (...told) => accessLog.add(deliveryLine(...told, Date.now())),
    });
    loop = startDeliveryLoop({ round, everySeconds, logger });
    return { addresses, channels, dashboardUrl };
  }

  async function stop(): Promise<void> {
    await loop?.stop();
    // Another process goes on at once. Where the warehouse does not answer the claim runs out by itself.
    if (loop !== undefined) await claim.release().catch(() => undefined);
    channels.close();
  }
  return { delivery, stop };
}
