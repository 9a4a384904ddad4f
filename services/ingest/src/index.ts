/** The producers' side: the HTTP API and the file import. */
export type { EventSender } from './import/event-batches.ts';
export type { FileReport } from './import/file-tally.ts';
export { ImportError, type ImportErrorCode } from './import/import-error.ts';
export { type ImportOptions, type ImportReport, importFiles } from './import/import-files.ts';
export type { ImportProgress } from './import/import-rows.ts';
export type { MappingIssue } from './import/mapping-notes.ts';
export type { Reject } from './import/rejects.ts';
