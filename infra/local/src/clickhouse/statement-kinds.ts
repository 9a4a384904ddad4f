/** Where a part of the statement stands, in bytes. */
export type Span = { start: number; end: number };

/**
 * What kind of statement the text begins with. `need-more`: more of the text is needed to tell.
 * - `select`: rows may be many; `format` is its FORMAT clause (the span covers `FORMAT Name`), `end` where the statement stops.
 * - `insert-data`: data in `format` begin at byte `dataStart`; `infileAt` is where `FROM INFILE` belongs and `clauseEnd`
 *   where the clauses before FORMAT or VALUES stop; `input` is the span of `input('structure')` when data come by it.
 * - `insert-select`, `other`: run as they are.
 * - `refused`: with ClickHouse's error code, its name and the reason.
 */
export type Statement =
  | { kind: 'need-more' }
  | { kind: 'empty' }
  | { kind: 'select'; format?: { name: string; span: Span }; end: number }
  | InsertData
  | { kind: 'insert-select'; end: number }
  | { kind: 'other'; end: number; format?: string }
  | { kind: 'refused'; code: number; type: string; message: string };

export type InsertData = {
  kind: 'insert-data';
  format: string;
  infileAt: number;
  clauseEnd: number;
  dataStart: number;
  input?: Span & { structure: Span };
};

/** The refusal of client-side files, which a server never reads or writes for its clients. */
export function refusedFile(clause: string): Statement {
  return {
    kind: 'refused',
    code: 78,
    type: 'UNKNOWN_TYPE_OF_QUERY',
    message: `${clause} is a clause for command line clients; a server does not take it`,
  };
}
