/** Building the tables anew beside the live ones, holding both against each other, changing their places and back. */
export { compareRebuild, isSame, type RowDifference, type TableComparison } from './compare.ts';
export type { EndOffsets } from './end-offsets.ts';
export { activeEpoch, retireLedger } from './epochs.ts';
export { lettersOnTopic } from './known-letters.ts';
export { type LedgerGap, ledgerGaps, rebuiltUntil } from './ledger-gaps.ts';
export { RebuildError, type RebuildErrorCode } from './rebuild-error.ts';
export { acquireRebuildLock, type LockOwner, type RebuildLock } from './rebuild-lock.ts';
export {
  dropRebuild,
  findRebuild,
  type RebuildPhase,
  type RebuildState,
  saveRebuildState,
  shadowDatabase,
} from './rebuild-state.ts';
export { rollBackRebuild, type SwapOutcome, swapRebuild } from './swap.ts';
