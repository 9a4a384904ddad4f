/**
 * Whose fault is a refusal, the row's or the table's? A table that has lost a column or gained a wrong rule refuses every
 * row with the same codes as a single bad one, and a whole stream must not drain into the dead letters for that.
 */
import type { StreamName } from '@rapport/events';

/** What one chunk may ask and tell about its stream's table. Tries are numbered in the order in which they begin. */
export type ChunkTrust = {
  /** A try begins; gives its number. */
  begin(): number;
  /** The table took rows in this try. */
  accepted(begun: number): void;
  /** The table refused a row of this chunk. */
  refused(): void;
  /** The table took rows of the stream in a try begun after this chunk's first refusal: it is sound, the row is not. */
  isProven(): boolean;
  /** Without such a proof: whether this many refused rows may be blamed on themselves. */
  mayBlame(rows: number): boolean;
};

export type TableTrust = { ofChunk(chunk: object, stream: StreamName): ChunkTrust };

// So few rows, one after the other with none accepted, may be bad luck. More are taken for a broken table.
const MOST_UNPROVEN = 2;

type Evidence = { tries: number; lastAccepted: number; unproven: number };
type ChunkMark = { firstRefusal: number | undefined; blamed: number };

export function createTableTrust(): TableTrust {
  const byStream = new Map<StreamName, Evidence>();
  // A chunk that is tried again keeps what it has seen.
  const marks = new WeakMap<object, ChunkMark>();

  function evidenceOf(stream: StreamName): Evidence {
    const evidence = byStream.get(stream) ?? { tries: 0, lastAccepted: 0, unproven: 0 };
    byStream.set(stream, evidence);
    return evidence;
  }

  function markOf(chunk: object): ChunkMark {
    const mark = marks.get(chunk) ?? { firstRefusal: undefined, blamed: 0 };
    marks.set(chunk, mark);
    return mark;
  }

  function ofChunk(chunk: object, stream: StreamName): ChunkTrust {
    const evidence = evidenceOf(stream);
    const mark = markOf(chunk);

    function accepted(begun: number): void {
      evidence.lastAccepted = Math.max(evidence.lastAccepted, begun);
      evidence.unproven = 0;
    }

    function mayBlame(rows: number): boolean {
      const more = Math.max(0, rows - mark.blamed);
      if (evidence.unproven + more > MOST_UNPROVEN) return false;
      evidence.unproven += more;
      mark.blamed += more;
      return true;
    }

    return {
      begin: () => {
        evidence.tries += 1;
        return evidence.tries;
      },
      accepted,
      refused: () => {
        mark.firstRefusal ??= evidence.tries;
      },
      isProven: () => mark.firstRefusal !== undefined && evidence.lastAccepted > mark.firstRefusal,
      mayBlame,
    };
  }

  return { ofChunk };
}
