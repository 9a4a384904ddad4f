import { depthChange, isKeyword, nextToken, type Token } from './lexer.ts';
import { type InsertData, refusedFile, type Span, type Statement } from './statement-kinds.ts';

type Input = Span & { structure: Span };
type InsertScan = {
  text: string;
  complete: boolean;
  clauseStart: number | undefined;
  select: boolean;
  input: Input | undefined;
};

/** Reads an INSERT from the byte after the keyword: up to its data, or to its SELECT. */
export function scanInsert(text: string, from: number, complete: boolean): Statement {
  const scan: InsertScan = { text, complete, clauseStart: undefined, select: false, input: undefined };
  let depth = 0;
  for (let one = afterTarget(text, from); one.kind !== 'end' && one.kind !== 'cut'; one = nextToken(text, one.end)) {
    if (!complete && one.end === text.length) break;
    depth += depthChange(one);
    if (scan.select && isKeyword(one, 'INPUT')) scan.input ??= inputCall(text, one);
    if (depth !== 0 || one.kind !== 'word') {
      if (depth === 0 && one.text === ';' && !scan.select) break;
      continue;
    }
    const found = clause(scan, one);
    if (found !== undefined) return found;
  }
  if (!complete) return { kind: 'need-more' };
  return { kind: 'insert-select', end: text.length };
}

function clause(scan: InsertScan, one: Token): Statement | undefined {
  if (!scan.select && isKeyword(one, 'FROM')) {
    return isKeyword(nextToken(scan.text, one.end), 'INFILE') ? refusedFile('FROM INFILE') : undefined;
  }
  if (!scan.select && isKeyword(one, 'VALUES')) return insertData(scan, one, 'Values', one.end);
  if (isKeyword(one, 'FORMAT') && (!scan.select || scan.input !== undefined)) return formatAndData(scan, one);
  if (isKeyword(one, 'SETTINGS')) scan.clauseStart ??= one.start;
  if (isKeyword(one, 'SELECT') || isKeyword(one, 'WITH')) scan.select = true;
  return undefined;
}

function formatAndData(scan: InsertScan, keyword: Token): Statement | undefined {
  const name = nextToken(scan.text, keyword.end);
  if (!scan.complete && (name.end === scan.text.length || name.kind === 'end')) return { kind: 'need-more' };
  if (name.kind !== 'word') return undefined;
  const start = dataStart(scan.text, name.end, scan.complete);
  if (start === undefined) return { kind: 'need-more' };
  if (scan.text[start] === ';') {
    return { kind: 'refused', code: 62, type: 'SYNTAX_ERROR', message: 'You have excessive semicolon in INSERT query' };
  }
  return insertData(scan, keyword, name.text, start);
}

function insertData(scan: InsertScan, keyword: Token, format: string, start: number): InsertData {
  return {
    kind: 'insert-data',
    format,
    infileAt: scan.clauseStart ?? keyword.start,
    clauseEnd: keyword.start,
    dataStart: start,
    ...(scan.input === undefined ? {} : { input: scan.input }),
  };
}

// ClickHouse's rule: blanks after the format's name are skipped, then at most one line break; every byte after is data.
function dataStart(text: string, from: number, complete: boolean): number | undefined {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\f') at += 1;
  if (text[at] === '\r') at += 1;
  if (at === text.length && !complete) return undefined;
  return text[at] === '\n' ? at + 1 : at;
}

// INSERT [INTO] [TABLE] [FUNCTION] name: names may be words, quoted, or {parameters:Identifier}, joined by dots.
function afterTarget(text: string, from: number): Token {
  let one = nextToken(text, from);
  for (const keyword of ['INTO', 'TABLE', 'FUNCTION']) {
    if (isKeyword(one, keyword)) one = nextToken(text, one.end);
  }
  for (;;) {
    const after = nextToken(text, one.text === '{' ? endOfGroup(text, one) : one.end);
    if (after.text !== '.') return after;
    one = nextToken(text, after.end);
  }
}

function endOfGroup(text: string, open: Token): number {
  let depth = 1;
  let one = nextToken(text, open.end);
  while (one.kind !== 'end' && one.kind !== 'cut') {
    depth += depthChange(one);
    if (depth === 0) return one.end;
    one = nextToken(text, one.end);
  }
  return text.length;
}

function inputCall(text: string, name: Token): Input | undefined {
  const open = nextToken(text, name.end);
  if (open.text !== '(') return undefined;
  const end = endOfGroup(text, open);
  if (text[end - 1] !== ')') return undefined;
  return { start: name.start, end, structure: { start: open.end, end: end - 1 } };
}
