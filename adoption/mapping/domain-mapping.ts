import { controlPlaneRoleName } from "../../contracts/names";
import type { LiveDomain, LiveGroup, LiveMember, LiveProject, LiveUser } from "../live";
import { ObjectKeys } from "./object-keys";
import { Outcome } from "./outcome";
import { refusable, type RefusableKind, type Refusals } from "./refusals";
import { StageAssignment, type StageSplit } from "./stage-assignment";

/** Designations of members who may write. */
const WRITERS = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** The mapping of one domain to stage files: what its parts share. */
export class DomainMapping {
  readonly keys: ObjectKeys;
  readonly stages: StageAssignment;
  readonly outcome = new Outcome();
  /** Role of the control-plane function in the account that owns the domain. */
  readonly functionRoleArn: string;
  private readonly users: ReadonlyMap<string, LiveUser>;
  private readonly groups: ReadonlyMap<string, LiveGroup>;

  constructor(
    readonly live: LiveDomain,
    split: StageSplit,
    /** Objects that the rules of the configuration do not accept, with the reasons. @default - nothing is refused */
    private readonly refusals: Refusals = new Map(),
    /** Prefix of the names of what the stages create. */
    namePrefix = "smus",
  ) {
    const role = controlPlaneRoleName(namePrefix);
    this.functionRoleArn = `arn:${live.partition}:iam::${live.accountId}:role/${role}`;
    this.keys = new ObjectKeys(live, split.accountKeys);
    this.stages = new StageAssignment(live, split);
    this.users = new Map(live.users.map((user) => [user.id, user]));
    this.groups = new Map(live.groups.map((group) => [group.id, group]));
  }

  /** Reason for which the rules of the configuration refuse an object; undefined where they accept it. */
  refusal(kind: RefusableKind, id: string): string | undefined {
    return this.refusals.get(refusable(kind, id));
  }

  /** Reason for which the rules refuse a user; undefined where they accept it. */
  refusalOfUser(user: LiveUser): string | undefined {
    return this.refusal("UserProfile", userImportId(this.live.id, user));
  }

  /** Reason for which the rules refuse a group; undefined where they accept it. */
  refusalOfGroup({ id }: LiveGroup): string | undefined {
    return this.refusal("GroupProfile", id);
  }

  /** Tells whether the control-plane function may see and write what members of a project own. */
  isFunctionMember({ members }: LiveProject): boolean {
    return members.some(({ type, profileId, designation }) => {
      const profile =
        type === "group" ? this.groups.get(profileId)?.rolePrincipalArn : this.users.get(profileId)?.identifier;
      return profile === this.functionRoleArn && WRITERS.includes(designation);
    });
  }

  /** Reason for which nothing can be deployed to an account as the files have it; undefined where something can. */
  whyIdle(id: string): string | undefined {
    const unreadable = this.live.unreadable.find((account) => account.id === id);
    if (unreadable !== undefined) return `account ${id} could not be read`;
    const account = this.live.accounts.find((candidate) => candidate.id === id);
    if (account === undefined) return `account ${id} is left out`;
    if (account.blueprints.length === 0) return `account ${id} enables no managed blueprints`;
    return this.refusal("Account", id) === undefined ? undefined : `account ${id} is not adopted`;
  }

  /** A profile as people know it. */
  profileName(id: string): string {
    const profile = this.live.profiles.find((candidate) => candidate.id === id);
    return profile === undefined ? id : `"${profile.name}"`;
  }

  /** A user or group as configurations name it; undefined where the domain has no such profile, or it is refused. */
  member({ type, profileId }: LiveMember): { user: string } | { group: string } | undefined {
    if (type === "user") {
      const user = this.users.get(profileId);
      if (user === undefined || this.refusalOfUser(user) !== undefined) return undefined;
      return { user: this.keys.users.of(profileId) };
    }
    const group = this.groups.get(profileId);
    if (group === undefined || this.refusalOfGroup(group) !== undefined) return undefined;
    return { group: this.keys.groups.of(profileId) };
  }
}

/** Id by which Terraform imports a user profile. */
export function userImportId(domainId: string, { identifier, type }: LiveUser): string {
  return `${identifier},${domainId},${type}`;
}
