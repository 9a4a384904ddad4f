import type { MappingIssue } from './mapping-notes.ts';

export type ImportErrorCode = 'MAPPING_UNREADABLE' | 'MAPPING_INVALID' | 'FILE_REFUSED';

function lineOf({ path, message, line }: MappingIssue): string {
  const place = line === undefined ? path : `${path}${path === '' ? '' : ' '}(line ${line})`;
  return `  ${place}${place === '' ? '' : ': '}${message}`;
}

/** An import that did not begin: nothing was sent. `issues` say where and why; the message has them all. */
export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly retriable = false;
  readonly issues: readonly MappingIssue[];

  constructor(code: ImportErrorCode, summary: string, issues: readonly MappingIssue[]) {
    super([summary, ...issues.map(lineOf)].join('\n'));
    this.name = 'ImportError';
    this.code = code;
    this.issues = issues;
  }
}
