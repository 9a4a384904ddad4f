type ReleaseErrorCode = 'NOTHING_RELEASED' | 'RELEASED_TABLE_UNREADABLE';

/** Why nothing can be answered from a release. Retriable where one that is made later would help. */
export class ReleaseError extends Error {
  readonly code: ReleaseErrorCode;
  readonly retriable: boolean;

  constructor(code: ReleaseErrorCode, message: string) {
    super(message);
    this.code = code;
    this.retriable = code === 'NOTHING_RELEASED';
  }
}

export const nothingReleased = (): ReleaseError =>
  new ReleaseError('NOTHING_RELEASED', 'nothing is released yet; rapport release publish makes the first release');
