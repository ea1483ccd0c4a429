/** Designation of a member of a project. */
export type Designation =
  | "PROJECT_OWNER"
  | "PROJECT_CONTRIBUTOR"
  | "PROJECT_CATALOG_VIEWER"
  | "PROJECT_CATALOG_CONSUMER"
  | "PROJECT_CATALOG_STEWARD";

/** Member of a project: a user or a group. */
export interface Member {
  /** Id by which the service knows it. */
  readonly id: string;
  /** A person or a group of people, or a role of programs. Programs alone cannot own a project. */
  readonly kind: "people" | "program";
  readonly designation: Designation;
}

/** One change of a project's members. The service has no update: a designation changes by a removal and an addition. */
export interface MemberChange {
  readonly change: "add" | "remove";
  readonly member: Member;
}

/** Reason for which members are not changed at all. */
export interface MemberRefusal {
  readonly refused: "no-human-owner" | "named-twice" | "not-yours";
  /** Sentence that says what to do. */
  readonly message: string;
}

/** Members that are wanted, beside those that are there. */
export interface MemberWish {
  readonly live: readonly Member[];
  readonly desired: readonly Member[];
  /** Ids of members that the platform needs: they are neither added nor removed by anybody's wish. */
  readonly kept: readonly string[];
}

/**
 * Changes that lead from the members of a project to those that are wanted, in an order in which the project has a human owner at
 * every moment, wherever it is cut off.
 *
 * Additions come first, and among them those of owners. A designation that changes is removed and added at once, those who become
 * owners first. Removals come last. Where the only human owner is to become something else, another one is there by then.
 */
export function planMembers({ live, desired, kept }: MemberWish): readonly MemberChange[] | MemberRefusal {
  const wanted = desired.filter(({ id }) => !kept.includes(id));
  const theirs = live.filter(({ id }) => !kept.includes(id));
  const twice = desired.find(({ id }, index) => desired.findIndex((one) => one.id === id) < index);
  if (twice !== undefined)
    return { refused: "named-twice", message: `${twice.id} is named twice: a member has one designation.` };
  const changed = desired.find((one) => kept.includes(one.id) && !live.some((other) => isSame(one, other)));
  if (changed !== undefined)
    return { refused: "not-yours", message: `${changed.id} is kept by the platform: leave it out, or as it is.` };
  if (!wanted.some(isHumanOwner))
    return {
      refused: "no-human-owner",
      message: "A project has at least one person or group of people as PROJECT_OWNER.",
    };
  const before = new Map(theirs.map((member) => [member.id, member]));
  const after = new Set(wanted.map(({ id }) => id));
  const added = ownersFirst(wanted.filter(({ id }) => !before.has(id)));
  const moved = ownersFirst(wanted.filter((one) => before.has(one.id) && !isSame(one, before.get(one.id)!)));
  const removed = theirs.filter(({ id }) => !after.has(id));
  return [
    ...added.map((member): MemberChange => ({ change: "add", member })),
    ...moved.flatMap((member): MemberChange[] => [
      { change: "remove", member: before.get(member.id)! },
      { change: "add", member },
    ]),
    ...removed.map((member): MemberChange => ({ change: "remove", member })),
  ];
}

const isSame = (one: Member, other: Member): boolean => one.id === other.id && one.designation === other.designation;

/** A person or a group of people who owns the project. */
export const isHumanOwner = ({ kind, designation }: Member): boolean =>
  kind === "people" && designation === "PROJECT_OWNER";

const ownersFirst = (members: readonly Member[]): Member[] =>
  [...members].sort((one, other) => Number(isHumanOwner(other)) - Number(isHumanOwner(one)));
