import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import type { Member } from "../../../governance/members/plan-members";
import type { FailureReason } from "../../../governance/project-requests";

/** Project as the domain lists it. */
export interface ListedProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Id of the unit. */
  readonly unitId?: string;
  readonly state: "there" | "changing" | "failed" | "going" | "deletion-failed";
}

/** Project as the domain shows it alone. */
export interface SeenProject extends ListedProject {
  /** Id of the profile. */
  readonly profileId?: string;
  readonly createdAt?: string;
  /** Course of its deployment. */
  readonly deployment: "under-way" | "done" | "failed";
  readonly reasons: readonly FailureReason[];
}

/** Profile that may be asked for, without the numbers of its projects. */
export type OfferedProfile = Omit<OfficeAnswers["choices"]["profiles"][number], "quota">;
/** Environment of a project. */
export type SeenEnvironment = NonNullable<OfficeAnswers["one-project"]["environments"]>[number];

/** Words for a member. */
export interface MemberWords {
  readonly type: "user" | "group";
  readonly name?: string;
}

/** Reads of the domain that the office makes for people. Nothing here changes anything. */
export interface OfficeDomain {
  /** A part of all projects, and the place at which the next begins. */
  page(
    behind: string | undefined,
    limit: number,
  ): Promise<{ readonly projects: ListedProject[]; readonly next?: string }>;
  /** Projects that a caller is a member of, alone or by a group. */
  projectsOf(caller: Pick<OfficeCaller, "profileId" | "groupProfiles">): Promise<ListedProject[]>;
  /** A project; nothing where there is none, or the application may not see it. */
  project(id: string): Promise<SeenProject | undefined>;
  /** Members of a project as they are now, and the ids of those that the platform needs; nothing where they may not be seen. */
  membersOf(id: string): Promise<{ readonly members: readonly Member[]; readonly kept: readonly string[] } | undefined>;
  /** Ids and designations of a project's members, without who stands behind them; nothing where they may not be seen. */
  rosterOf(id: string): Promise<readonly Pick<Member, "id" | "designation">[] | undefined>;
  /** Environments of a project; nothing where they may not be seen. */
  environmentsOf(id: string): Promise<SeenEnvironment[] | undefined>;
  /** A profile by its key; nothing where the domain has none that is enabled. */
  profile(key: string): Promise<OfferedProfile | undefined>;
  /** Key of a profile by its id; nothing where the settings do not know it. */
  profileKeyOf(id: string): Promise<string | undefined>;
  /** Name of a unit for people by its key; nothing where the settings do not know it. */
  unitNameOf(key: string): string | undefined;
  /** Name of a profile for people by its key; nothing where the settings do not know it. */
  profileNameOf(key: string): string | undefined;
  /** Key of a unit by its id; nothing where the settings do not know it. */
  unitKeyOf(id: string): string | undefined;
  /** Id of a unit by its key; nothing where the settings do not know it. */
  unitIdOf(key: string): string | undefined;
  /** Words for a member by the id; nothing where the domain does not know it. */
  wordsFor(memberId: string): Promise<MemberWords | undefined>;
}
