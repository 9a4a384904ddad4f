/**
 * A light lexer for ClickHouse SQL. It works on latin1 text, so that positions are byte offsets and a statement
 * followed by binary data can be looked at without harming the data.
 */
export type Token = {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'punct' | 'end' | 'cut';
  text: string;
  start: number;
  end: number;
};

const BLANK = /(?:\s|--[^\n]*(?:\n|$)|#[ !][^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;
const WORD = /[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*/y;
const NUMBER = /\d[\w.]*/y;
const HEREDOC = /\$\w*\$/y;
const QUOTES: Record<string, RegExp> = {
  "'": /'(?:[^'\\]|\\[\s\S]|'')*'/y,
  '"': /"(?:[^"\\]|\\[\s\S]|"")*"/y,
  '`': /`(?:[^`\\]|\\[\s\S]|``)*`/y,
};

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function token(kind: Token['kind'], text: string, start: number, length: number): Token {
  return { kind, text: text.slice(start, start + length), start, end: start + length };
}

function quotedToken(text: string, start: number, quote: string, pattern: RegExp): Token {
  const found = matchAt(pattern, text, start);
  if (found === undefined) return token('cut', text, start, text.length - start);
  return token(quote === "'" ? 'string' : 'quoted', text, start, found.length);
}

function heredocToken(text: string, start: number): Token | undefined {
  const tag = matchAt(HEREDOC, text, start);
  if (tag === undefined) return undefined;
  const close = text.indexOf(tag, start + tag.length);
  if (close < 0) return token('cut', text, start, text.length - start);
  return token('string', text, start, close + tag.length - start);
}

/** The next token at or after `from`. `end` closes the text; `cut` says that the text ends inside a token or comment. */
export function nextToken(text: string, from: number): Token {
  const start = from + (matchAt(BLANK, text, from)?.length ?? 0);
  const first = text[start];
  if (first === undefined) return token('end', text, text.length, 0);
  if (first === '/' && text[start + 1] === '*') return token('cut', text, start, text.length - start);
  const quote = QUOTES[first];
  if (quote !== undefined) return quotedToken(text, start, first, quote);
  const heredoc = first === '$' ? heredocToken(text, start) : undefined;
  if (heredoc !== undefined) return heredoc;
  const word = matchAt(WORD, text, start);
  if (word !== undefined) return token('word', text, start, word.length);
  const number = matchAt(NUMBER, text, start);
  if (number !== undefined) return token('number', text, start, number.length);
  return token('punct', text, start, 1);
}

/** Whether the token is this keyword, in any case. */
export function isKeyword(one: Token, keyword: string): boolean {
  return one.kind === 'word' && one.text.length === keyword.length && one.text.toUpperCase() === keyword;
}

/** How a token changes the nesting of brackets. */
export function depthChange(one: Token): number {
  if (one.kind !== 'punct') return 0;
  if (one.text === '(' || one.text === '[' || one.text === '{') return 1;
  return one.text === ')' || one.text === ']' || one.text === '}' ? -1 : 0;
}
