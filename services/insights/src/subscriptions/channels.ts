/** Ways out: mail and webhooks, to where the installation allows. */
import { createHmac } from 'node:crypto';
import { isLoopback } from '@rapport/service';
import { createTransport } from 'nodemailer';
import type { Address } from './addresses.ts';
import type { Message } from './message.ts';

/** `name` is the same for every try of one delivery. */
type Parcel = { name: string; message: Message; body: unknown };

export type ChannelSettings = {
  smtpUrl?: string | undefined;
  smtpFrom: string;
  /** Empty: any. */
  mailDomains: readonly string[];
  /** host, or host:port. Empty: none. */
  webhookHosts: readonly string[];
  /** Epoch milliseconds. */
  clock: () => number;
  timeoutMs?: number;
};

export type Channels = {
  /** Why nothing may be delivered there, in words for whoever typed it; undefined where it may. */
  refusal(address: Address): string | undefined;
  /** @throws what the other side, or the way to it, did not like */
  deliver(address: Address, parcel: Parcel): Promise<void>;
  close(): void;
};

const TIMEOUT_MS = 15_000;

function webhookRefusal(url: string, hosts: readonly string[]): string | undefined {
  if (!URL.canParse(url)) return 'url: must be an address such as https://hooks.example.org/rapport';
  const { protocol, host, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return 'url: must not hold a password: requests are signed';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) return 'url: must begin with https://';
  // By name, and no redirects are followed: only where the installation says may this process be sent.
  if (hosts.includes(host)) return undefined;
  return `url: ${host} is no host that this installation posts to (RAPPORT_WEBHOOK_HOSTS)`;
}

function mailRefusal(to: string, { smtpUrl, mailDomains }: ChannelSettings): string | undefined {
  if (smtpUrl === undefined) return 'channel: this installation sends no mails (RAPPORT_SMTP_URL)';
  const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase();
  if (mailDomains.length === 0 || mailDomains.includes(domain)) return undefined;
  return `to: ${domain} is no domain that this installation sends to (RAPPORT_MAIL_DOMAINS)`;
}

/** What the receiver of a webhook checks: HMAC-SHA256 of `<timestamp>.<body>` under its secret, hexadecimal. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** The channels of an installation. */
export function createChannels(settings: ChannelSettings): Channels {
  const { smtpUrl, smtpFrom, webhookHosts, clock, timeoutMs = TIMEOUT_MS } = settings;
  const transport = smtpUrl === undefined ? undefined : createTransport(smtpUrl);

  async function mail(to: string, { name, message }: Parcel): Promise<void> {
    const { subject, html, text, csv } = message;
    await transport?.sendMail({
      ...{ from: smtpFrom, to, subject, html, text },
      // Who got it twice sees by this that it is one.
      messageId: `<${name.replaceAll('/', '.')}@rapport>`,
      headers: { 'auto-submitted': 'auto-generated' },
      attachments: [{ filename: 'answer.csv', content: csv, contentType: 'text/csv; charset=utf-8' }],
    });
  }

  async function post(url: string, secret: string, { name, body }: Parcel): Promise<void> {
    const text = JSON.stringify(body);
    const timestamp = String(Math.floor(clock() / 1000));
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': name,
        'x-rapport-timestamp': timestamp,
        'x-rapport-signature': signatureOf(secret, timestamp, text),
      },
      body: text,
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
  }

  const refusal = (address: Address) =>
    address.kind === 'email' ? mailRefusal(address.to, settings) : webhookRefusal(address.url, webhookHosts);

  async function deliver(address: Address, parcel: Parcel): Promise<void> {
    // What was allowed when it was set may not be any more.
    const refused = refusal(address);
    if (refused !== undefined) throw new Error(refused);
    await (address.kind === 'email' ? mail(address.to, parcel) : post(address.url, address.secret, parcel));
  }

  return { refusal, deliver, close: () => transport?.close() };
}
