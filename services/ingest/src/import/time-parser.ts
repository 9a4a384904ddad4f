/** Times as foreign files write them → epoch milliseconds. Nothing depends on this machine's zone, locale or clock. */
import { DateTime, IANAZone } from 'luxon';

type AmbiguousLocalTime = 'earlier' | 'later' | 'reject';
export type TimeRules = {
  /** Luxon tokens, `epoch_s`, `epoch_ms`; absent means ISO 8601, with `T` or a space before the hour. */
  format?: string;
  /** IANA zone of times that carry no offset; absent means that such times are refused. */
  zone?: string;
  ambiguous: AmbiguousLocalTime;
};
type ParsedTime = { ok: true; ms: number } | { ok: false; code: TimeFault; message: string };
type TimeFault = 'BAD_TIME' | 'NO_TIME_ZONE' | 'NONEXISTENT_LOCAL_TIME' | 'AMBIGUOUS_LOCAL_TIME';
export type TimeParser = (text: string) => ParsedTime;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const UTC_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const EPOCH = /^-?\d{1,15}$/;

function fault(code: TimeFault, message: string): ParsedTime {
  return { ok: false, code, message };
}

function badTime(text: string, expected: string): ParsedTime {
  return fault('BAD_TIME', `"${text.slice(0, 60)}" is not a time: expected ${expected}`);
}

// The instants that a wall clock in `zone` shows as `localMs` (its reading, taken as if it were UTC). The zone's offsets a
// day before and after are the only two that can hold: none fits in a spring gap, both fit in an autumn overlap.
function instantsOf(localMs: number, zone: IANAZone): number[] {
  const offsets = [zone.offset(localMs - DAY_MS), zone.offset(localMs + DAY_MS)];
  const candidates = new Set(offsets.map((offset) => localMs - offset * MINUTE_MS));
  return [...candidates].filter((ms) => ms + zone.offset(ms) * MINUTE_MS === localMs).sort((a, b) => a - b);
}

function resolveLocal(text: string, localMs: number, rules: TimeRules, zone: IANAZone | undefined): ParsedTime {
  if (zone === undefined) {
    return fault('NO_TIME_ZONE', `"${text}" has no offset, and the mapping names no time_zone for it`);
  }
  const [earlier, later] = instantsOf(localMs, zone);
  if (earlier === undefined) {
    return fault('NONEXISTENT_LOCAL_TIME', `"${text}" never was in ${zone.name}: the clock went forward over it`);
  }
  if (later === undefined) return { ok: true, ms: earlier };
  if (rules.ambiguous === 'reject') {
    return fault('AMBIGUOUS_LOCAL_TIME', `"${text}" was twice in ${zone.name}: the clock went back over it`);
  }
  return { ok: true, ms: rules.ambiguous === 'earlier' ? earlier : later };
}

function createIsoParser(rules: TimeRules, zone: IANAZone | undefined): TimeParser {
  const expected = 'ISO 8601, such as 2026-03-01T09:00:00Z or 2026-03-01 09:00';
  return function parseIsoTime(text) {
    if (UTC_INSTANT.test(text)) {
      const ms = Date.parse(text);
      // Date.parse lets 30 February pass as 1 March.
      if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 19))) return { ok: true, ms };
    }
    const parts = ISO_TIME.exec(text);
    if (parts === null) return badTime(text, expected);
    const [, day, clock = '00:00', offset] = parts;
    const parsed = DateTime.fromISO(`${day}T${clock.replace(',', '.')}${offset ?? ''}`, { zone: 'utc' });
    if (!parsed.isValid) return badTime(text, expected);
    if (offset !== undefined) return { ok: true, ms: parsed.toMillis() };
    return resolveLocal(text, parsed.toMillis(), rules, zone);
  };
}

function createFormatParser(format: string, rules: TimeRules, zone: IANAZone | undefined): TimeParser {
  const parser = DateTime.buildFormatParser(format, { locale: 'en-US' });
  const carriesOffset = /[Zz]/.test(unquoted(format));
  return function parseFormattedTime(text) {
    const parsed = DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en-US' });
    if (!parsed.isValid) return badTime(text, format);
    return carriesOffset ? { ok: true, ms: parsed.toMillis() } : resolveLocal(text, parsed.toMillis(), rules, zone);
  };
}

function createEpochParser(unitMs: number, format: string): TimeParser {
  return (text) => (EPOCH.test(text) ? { ok: true, ms: Number(text) * unitMs } : badTime(text, format));
}

function unquoted(format: string): string {
  return format.replace(/'[^']*'/g, '');
}

/** What is wrong with a format, or undefined. Without a year, luxon would take the current one: an import must not. */
export function formatFault(format: string): string | undefined {
  if (format === 'epoch_s' || format === 'epoch_ms') return undefined;
  const tokens = unquoted(format);
  if (!/y|kk/.test(tokens)) return `"${format}" has no year (yyyy)`;
  if (/kk/.test(tokens) ? !/W/.test(tokens) : !/[dDo]/.test(tokens)) return `"${format}" has no day (dd)`;
  return undefined;
}

/** True when this runtime knows the IANA zone. */
export function isKnownZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** A parser for one column. It remembers the last text, as one column often feeds several fields of a row. */
export function createTimeParser(rules: TimeRules): TimeParser {
  const zone = rules.zone === undefined ? undefined : IANAZone.create(rules.zone);
  const parse = pickParser(rules, zone);
  let lastText: string | undefined;
  let last: ParsedTime | undefined;
  return function parseTime(text) {
    if (last !== undefined && text === lastText) return last;
    last = parse(text);
    lastText = text;
    return last;
  };
}

function pickParser(rules: TimeRules, zone: IANAZone | undefined): TimeParser {
  switch (rules.format) {
    case undefined:
      return createIsoParser(rules, zone);
    case 'epoch_s':
      return createEpochParser(1000, 'seconds since 1970');
    case 'epoch_ms':
      return createEpochParser(1, 'milliseconds since 1970');
    default:
      return createFormatParser(rules.format, rules, zone);
  }
}
