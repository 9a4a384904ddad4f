/** Is this machine talking to itself? */
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const;

/** True for the addresses that nobody outside this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * True for a request that was meant for this machine by a name that means it. A page of another site that had its name
 * point here (DNS rebinding) says that name, and a proxy that passes on what others ask says so.
 */
export function isFromHere(headers: IncomingHttpHeaders): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(name) && PASSED_ON.every((header) => headers[header] === undefined);
}
