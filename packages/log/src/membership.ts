/** Who we are in the group right now: from one join to the next. */

/** `generation` counts joins of this process; `ending` fires when the membership, or the process, is about to end. */
export type Member = { generation: number; ending: AbortController };

type Assignment = ReadonlyMap<string, readonly number[]>;

export type Membership = {
  current(): Member;
  assigned(): Assignment;
  /** The old membership is over, a new one begins. */
  renew(assignment?: Readonly<Record<string, readonly number[]>>): void;
};

export function createMembership(): Membership {
  let member: Member = { generation: 0, ending: new AbortController() };
  let assigned: Assignment = new Map();

  function renew(assignment: Readonly<Record<string, readonly number[]>> = {}): void {
    member.ending.abort();
    member = { generation: member.generation + 1, ending: new AbortController() };
    assigned = new Map(Object.entries(assignment));
  }

  return { current: () => member, assigned: () => assigned, renew };
}
