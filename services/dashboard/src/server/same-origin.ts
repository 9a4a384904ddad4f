/** Requests that change something must come from the page itself: a cookie alone proves nothing, since other sites can make a browser send it. */
import type { IncomingHttpHeaders } from 'node:http';

const READING: readonly string[] = ['GET', 'HEAD'];

/** Browsers say where a request comes from and let no page forge it; one too old to say so sends an `Origin`. */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders): boolean {
  if (READING.includes(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
