import type { Member } from "../../governance/members/plan-members";

/** Sizes of a domain. */
export interface DomainSize {
  readonly projects: number;
  readonly subscriptions: number;
  readonly membersPerProject: number;
}

/** Id of a profile, in the form of the service's: answers with any other are refused by the emulator. */
export const profile = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;

/** Members of a project by its number: the first owns it. */
export const membersOf = (count: number, { projects, membersPerProject }: DomainSize): Member[] =>
  Array.from({ length: membersPerProject }, (_, member) => ({
    ...{ id: profile((count + member * 7) % (projects * 2)), kind: "people" },
    designation: member === 0 ? "PROJECT_OWNER" : "PROJECT_CONTRIBUTOR",
  }));
