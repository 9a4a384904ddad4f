export type RebuildErrorCode =
  | 'REBUILD_LOCKED'
  | 'REBUILD_PHASE'
  | 'REBUILD_NOTHING_STORED'
  | 'REBUILD_HEAD_MISSING'
  | 'REBUILD_INCOMPLETE'
  | 'REBUILD_UNSETTLED';

/** A rebuild that cannot begin or go on; the message says what to do. Never retriable by itself. */
export class RebuildError extends Error {
  readonly code: RebuildErrorCode;
  readonly retriable = false;

  constructor(code: RebuildErrorCode, message: string) {
    super(message);
    this.name = 'RebuildError';
    this.code = code;
  }
}
