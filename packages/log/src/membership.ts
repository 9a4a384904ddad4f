/** Who we are in the group right now: from one join to the next. */

/** `generation` counts memberships of this process; `ending` fires when the membership, or the process, is about to end. */
export type Member = { generation: number; ending: AbortController };

type Assignment = ReadonlyMap<string, readonly number[]>;

export type Membership = {
  current(): Member;
  assigned(): Assignment;
  /** Nothing new is begun in the membership that is; what is under way may finish. */
  endSoon(): void;
  /** The membership is over; until the next begins, there is one in which nothing can be done. */
  lapse(): void;
  /** A new one begins. */
  begin(assignment: Readonly<Record<string, readonly number[]>>): void;
};

export function createMembership(): Membership {
  let member: Member = { generation: 0, ending: new AbortController() };
  let assigned: Assignment = new Map();

  const endSoon = () => member.ending.abort();

  function begin(assignment: Readonly<Record<string, readonly number[]>>): void {
    endSoon();
    member = { generation: member.generation + 1, ending: new AbortController() };
    assigned = new Map(Object.entries(assignment));
  }

  function lapse(): void {
    begin({});
    endSoon();
  }

  lapse();
  return { current: () => member, assigned: () => assigned, endSoon, lapse, begin };
}
