/** What the broker's own account makes of offsets that are neither row nor dead letter. Pure. */
import { type Finding, finding, type Reconciled } from './audit.ts';

/** How many of the holes are what, by the broker. */
export type ExplainedHoles = {
  /** Ends of transactions. */
  markers: number;
  /** Records that their producer took back. */
  aborted: number;
  /** Offsets that compaction left empty. */
  absent: number;
  /** Records that count: some of their offsets, and how many there are. */
  present: readonly bigint[];
  presentCount: number;
};

export type Letters = {
  /** Records of the partition that the ledger says went to the dead letters and that the list does not have. */
  unlisted: number;
  /** Whether dead letters are still to be read from their topic. */
  waiting: boolean;
};

/**
 * The findings for a partition's holes. A record that counts and is nowhere is a dead letter on its way to the list when the
 * ledger has set one aside that is not listed yet; else it is lost. Without `explained` the broker was not asked.
 */
export function holeFindings(
  { holes }: Pick<Reconciled, 'holes'>,
  explained: ExplainedHoles | undefined,
  letters: Letters,
): Finding[] {
  const count = holes.reduce((sum, hole) => sum + hole.count, 0);
  if (count === 0) return [];
  const [first, last] = [holes[0], holes.at(-1)];
  const where =
    first === undefined || last === undefined ? {} : { firstOffset: first.firstOffset, lastOffset: last.lastOffset };
  if (explained === undefined) return [finding('UNEXPLAINED_HOLES', count, where)];
  const { markers, aborted, absent, present, presentCount } = explained;
  const set = Math.min(presentCount, letters.unlisted);
  const lost = presentCount - set;
  const innocent = markers + aborted + absent;
  const at = present[0];
  const place = at === undefined ? {} : { firstOffset: at, lastOffset: present.at(-1) ?? at };
  return [
    ...(innocent > 0 ? [finding('HOLES', innocent)] : []),
    ...(set > 0 ? [finding(letters.waiting ? 'DEAD_LETTERS_ON_THEIR_WAY' : 'DEAD_LETTERS_MISSING', set, place)] : []),
    ...(lost > 0 ? [finding('LOST_RECORDS', lost, place)] : []),
    ...(innocent + presentCount < count ? [finding('UNEXPLAINED_HOLES', count - innocent - presentCount, where)] : []),
  ];
}
