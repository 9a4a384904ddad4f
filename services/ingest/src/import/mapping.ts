/** A mapping file → functions from rows to events. Every mistake is told with its place before a row is read. */
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type CompiledFile, compileFile } from './compile-file.ts';
import { compileOnce, type OnceEvent } from './compile-once.ts';
import { constantFaults } from './constants.ts';
import { createNotes, type MappingIssue, type Note, type Place, spell } from './mapping-notes.ts';
import { type MappingText, mappingSchema } from './mapping-schema.ts';
import { createPseudonym, SHORTEST_KEY } from './pseudonym.ts';
import { isKnownZone } from './time-parser.ts';

const MOST_ALIASES = 100;

export type Mapping = { source: string; once: readonly OnceEvent[]; files: readonly CompiledFile[] };
export type ParsedMapping = { ok: true; mapping: Mapping } | { ok: false; issues: MappingIssue[] };

function noteShape(error: z.ZodError, note: Note): void {
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) note([...issue.path, key], 'is not a setting of a mapping here');
    } else {
      // zod's own words for a value of the wrong type say "received undefined" of what is simply not there.
      note(issue.path, /received undefined$/.test(issue.message) ? 'is required' : issue.message);
    }
  }
}

function checkZones(text: MappingText, note: Note): void {
  const zones: [Place, string | undefined][] = [
    [['time_zone'], text.time_zone],
    ...text.files.flatMap((file, index) =>
      Object.entries(file.columns).map(([column, rule]): [Place, string | undefined] => [
        ['files', index, 'columns', column, 'time_zone'],
        rule.time_zone,
      ]),
    ),
  ];
  for (const [place, zone] of zones) {
    if (zone !== undefined && !isKnownZone(zone))
      note(place, `"${zone}" is not an IANA time zone, such as Europe/London`);
  }
}

// Two entries with one key would make two facts one event, and one of them would vanish.
function checkKeys(text: MappingText, note: Note): void {
  const seen = new Map<string, string>();
  const entries: [Place, string][] = [
    ...text.once.map((event, index): [Place, string] => [['once', index, 'key'], event.key]),
    ...text.files.flatMap((file, f) =>
      file.events.map((event, e): [Place, string] => [['files', f, 'events', e, 'key'], event.key]),
    ),
  ];
  for (const [place, key] of entries) {
    const first = seen.get(key);
    if (first !== undefined) note(place, `is the same as ${first}: two different events need two different keys`);
    seen.set(key, spell(place));
  }
}

function checkPseudonymKey(text: MappingText, key: string | undefined, note: Note): void {
  for (const [index, file] of text.files.entries()) {
    const column = Object.keys(file.columns).find((name) => file.columns[name]?.pseudonym !== undefined);
    if (column === undefined || (key !== undefined && key.length >= SHORTEST_KEY)) continue;
    const place = ['files', index, 'columns', column, 'pseudonym'];
    note(place, `needs a secret of at least ${SHORTEST_KEY} characters in RAPPORT_PSEUDONYM_KEY`);
  }
}

function compile(text: MappingText, pseudonymKey: string | undefined, note: Note): Mapping {
  checkZones(text, note);
  checkKeys(text, note);
  checkPseudonymKey(text, pseudonymKey, note);
  const types = [...text.once, ...text.files.flatMap((file) => file.events)].map((event) => event.type);
  for (const [name, message] of constantFaults(text.constants, types)) note(['constants', name], message);
  const pseudonym = createPseudonym(pseudonymKey ?? '');
  return {
    source: text.source,
    once: text.once.flatMap((event, index) =>
      compileOnce(text, event, (place, m) => note(['once', index, ...place], m)),
    ),
    files: text.files.map((file, index) =>
      compileFile({ text, file, pseudonym, note: (place, message) => note(['files', index, ...place], message) }),
    ),
  };
}

function lineFinder(document: ReturnType<typeof parseDocument>, lines: LineCounter) {
  return function lineOf(place: Place): number | undefined {
    for (let length = place.length; length >= 0; length -= 1) {
      const path = place.slice(0, length);
      const parent = document.getIn(path.slice(0, -1), true);
      const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(path.at(-1))) : undefined;
      const node = isNode(pair?.key) ? pair.key : document.getIn(path, true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
}

// Aliases may stand for one another a thousand million times over: the library counts, and refuses.
function valuesOf(document: Document): { ok: true; values: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, values: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'cannot be read' };
  }
}

/** Reads and checks a mapping. `pseudonymKey` is needed only where a column is marked `pseudonym`. */
export function parseMapping(yaml: string, options: { pseudonymKey?: string } = {}): ParsedMapping {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    return { ok: false, issues: [{ path: '', message: broken.message, line: lines.linePos(broken.pos[0]).line }] };
  }
  const { issues, note } = createNotes(lineFinder(document, lines));
  const read = valuesOf(document);
  if (!read.ok) return { ok: false, issues: [{ path: '', message: read.message }] };
  const parsed = mappingSchema.safeParse(read.values);
  if (!parsed.success) {
    noteShape(parsed.error, note);
    return { ok: false, issues };
  }
  const mapping = compile(parsed.data, options.pseudonymKey, note);
  return issues.length === 0 ? { ok: true, mapping } : { ok: false, issues };
}
