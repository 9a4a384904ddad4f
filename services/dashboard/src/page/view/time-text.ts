/** Instants for people: how long ago, and exactly when in the programme's zone. Pure. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** "3 minutes ago", "2 days ago"; "just now" below ten seconds, and for clocks that run ahead of ours. */
export function agoText(instant: string, now: number): string {
  const passed = now - Date.parse(instant);
  if (passed < 10_000) return 'just now';
  if (passed < MINUTE) return `${count(Math.floor(passed / 1_000), 'second')} ago`;
  if (passed < HOUR) return `${count(Math.floor(passed / MINUTE), 'minute')} ago`;
  if (passed < DAY) return `${count(Math.floor(passed / HOUR), 'hour')} ago`;
  return `${count(Math.floor(passed / DAY), 'day')} ago`;
}

/** "23 Nov 2026, 09:51:58" in a zone. */
export function instantText(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    timeZone: zone,
  });
  return format.format(Date.parse(instant));
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "1.4 MB", by thousands. */
export function sizeText(bytes: number): string {
  const place = bytes < 1_000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1_000 ** place;
  return `${place === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${SIZES[place]}`;
}
