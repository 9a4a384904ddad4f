import { scanInsert } from './insert-statement.ts';
import { depthChange, isKeyword, nextToken, type Token } from './lexer.ts';
import { refusedFile, type Span, type Statement } from './statement-kinds.ts';

const SELECT_LIKE = ['SELECT', 'WITH', 'FROM'];

/** Sorts a statement by what has to be done with it. `complete` says that nothing follows the given bytes. */
export function classifyStatement(head: Buffer, complete: boolean): Statement {
  const text = head.toString('latin1');
  let first = nextToken(text, 0);
  while (first.kind === 'punct' && first.text === ';') first = nextToken(text, first.end);
  if (first.kind === 'end') return complete ? { kind: 'empty' } : { kind: 'need-more' };
  if (!complete && first.end === text.length) return { kind: 'need-more' };
  if (isKeyword(first, 'INSERT')) return scanInsert(text, first.end, complete);
  if (!complete) return { kind: 'need-more' };
  const selectLike = SELECT_LIKE.some((keyword) => isKeyword(first, keyword)) || first.text === '(';
  return scanWhole(text, first, selectLike);
}

type Scan = { depth: number; end: number; format: { name: string; span: Span } | undefined; insert: boolean };

function scanWhole(text: string, first: Token, selectLike: boolean): Statement {
  const scan: Scan = { depth: 0, end: text.length, format: undefined, insert: false };
  for (let one = first; one.kind !== 'end' && one.kind !== 'cut'; one = nextToken(text, one.end)) {
    if (one.kind === 'punct' && one.text === ';') {
      scan.end = one.start;
      if (nextToken(text, one.end).kind === 'end') break;
      if (nextToken(text, one.end).text !== ';') {
        return { kind: 'refused', code: 62, type: 'SYNTAX_ERROR', message: multiStatement(one.start) };
      }
    }
    scan.depth += depthChange(one);
    if (scan.depth === 0 && one.kind === 'word') {
      const next = nextToken(text, one.end);
      if (isKeyword(one, 'INTO') && isKeyword(next, 'OUTFILE')) return refusedFile('INTO OUTFILE');
      if (isKeyword(one, 'INSERT') && isKeyword(next, 'INTO')) scan.insert = true;
      if (isKeyword(one, 'FORMAT')) scan.format = formatClause(text, one, next) ?? scan.format;
    }
  }
  if (scan.insert) return { kind: 'insert-select', end: scan.end };
  if (!selectLike) {
    return { kind: 'other', end: scan.end, ...(scan.format === undefined ? {} : { format: scan.format.name }) };
  }
  return { kind: 'select', end: scan.end, ...(scan.format === undefined ? {} : { format: scan.format }) };
}

function multiStatement(at: number): string {
  return `Syntax error (Multi-statements are not allowed): failed at position ${at + 1} (end of query)`;
}

// FORMAT may also be a column's name: it is the clause only where the statement ends after it, or SETTINGS follow.
function formatClause(text: string, keyword: Token, name: Token): Scan['format'] {
  if (name.kind !== 'word') return undefined;
  const after = nextToken(text, name.end);
  if (after.kind !== 'end' && after.text !== ';' && !isKeyword(after, 'SETTINGS')) return undefined;
  return { name: name.text, span: { start: keyword.start, end: name.end } };
}
