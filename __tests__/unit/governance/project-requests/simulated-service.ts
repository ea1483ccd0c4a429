import type { Member } from "../../../../governance/members/plan-members";
import {
  readMark,
  type AskingRole,
  type Creation,
  type LiveProject,
  type ProfileConfiguration,
  type ProjectDraft,
  type ProjectRecord,
  type ProjectService,
  type ProjectServiceView,
  type ProjectUses,
  type ServiceRefusal,
  type WishFacts,
} from "../../../../governance/project-requests";
import type { OfferedAccount } from "../../../../governance/projects/choose-account";

/** Fate of one call of the service. */
export type Fate = "works" | "fails-before" | "fails-after";

export const ONE = "111111111111";
export const TWO = "222222222222";
/** Role of the application, which the service makes an owner of what it creates. */
export const PLATFORM: Member = { id: "platform", kind: "program", designation: "PROJECT_OWNER" };
const NOTHING: ProjectUses = {
  ...{ heldByOthers: [], own: [], revoking: 0, published: [], dataSources: [] },
  environments: [],
};

type Mutable<T> = { -readonly [key in keyof T]: T[key] };
type Facts = Omit<LiveProject, "members" | "uses" | "kept" | "missing" | "hasAskingPool">;
/** A project as the service keeps it. */
export interface SimulatedProject extends Mutable<Facts> {
  accountId?: string;
  members: Member[];
  uses: ProjectUses;
}

const asker = ({ groupId: id }: AskingRole): Member => ({
  ...{ id, kind: "program", designation: "PROJECT_CONTRIBUTOR" },
});

/** A service that can be slow, lag behind, lose answers, fail deployments, and be acted on by others. */
export class SimulatedService implements ProjectService {
  projects: SimulatedProject[] = [];
  configurations: readonly ProfileConfiguration[] | undefined = ["Tooling", "Lake"].map((name) => ({
    ...{ name, poolIds: ["pool"] },
    locked: name === "Lake" ? ["size"] : [],
  }));
  offered: OfferedAccount[] = [ONE, TWO].map((accountId) => ({ poolId: "pool", accountId, regions: ["eu-west-1"] }));
  /** Environments of others, by account. */
  environments: Record<string, number> = {};
  /** Accounts in which deployments fail. */
  readonly failing = new Set<string>();
  /** Ids of members that are in no pool of members. */
  readonly refusedMembers = new Set<string>();
  readonly unknownMembers = new Set<string>();
  /** A project of each name exists that nobody sees. */
  hasHiddenProject = false;
  /** Words with which the service refuses to create; absent where it does not. */
  refusesCreation?: string;
  refusesDeletion?: string;
  /** Words with which the service refuses to take a part away, by its id. */
  readonly refusedParts: Record<string, string> = {};
  /** Pool of roles that ask; empty where projects have none. */
  pool: AskingRole[] = [];
  /** Functions of the application that are members of every project. */
  platform: Member[] = [];
  fates: Fate[] = [];
  /** Looks that do not show what was made last. */
  lag = 0;
  /** Accounts of all projects that were ever made, by request. */
  readonly made: { readonly requestId: string; readonly accountId?: string }[] = [];
  /** Parts that were taken away, in order. */
  readonly removed: string[] = [];
  /** Numbers of human owners after each change of members. */
  readonly owners: number[] = [];

  look({ projectId, requestId, failures, phase, askingRole }: ProjectRecord): Promise<ProjectServiceView> {
    return this.call(() => {
      const gone = failures.map((failure) => failure.projectId);
      const found = this.projects.find(({ id, description }) =>
        projectId === undefined
          ? readMark(description)?.requestId === requestId && !gone.includes(id)
          : id === projectId,
      );
      if (this.lag > 0) {
        this.lag--;
        if (projectId === undefined) return {};
      }
      if (found === undefined) return {};
      const { members, uses, accountId: _, ...project } = structuredClone(found);
      const wanted = [...this.platform, ...(askingRole?.claimed === true ? [asker(askingRole)] : [])];
      const missing = wanted.filter(({ id }) => !members.some((one) => one.id === id));
      const kept = [PLATFORM, ...this.platform, ...this.pool.map(asker)].map(({ id }) => id);
      const withMembers = phase === "members" || phase === "active" ? { members, kept, missing } : {};
      const hasAskingPool = this.pool.length > 0;
      return { project: { ...project, ...withMembers, hasAskingPool, ...(phase === "retiring" ? { uses } : {}) } };
    });
  }

  facts({ name, members }: ProjectRecord["wish"], requestId: string): Promise<WishFacts> {
    return this.call(() => ({
      configurations: this.configurations,
      offered: this.offered,
      nameTaken: this.projects.some(
        (project) => project.name === name && readMark(project.description)?.requestId !== requestId,
      ),
      members: members.map((wanted) => {
        const id = "user" in wanted ? wanted.user : wanted.group;
        if (this.unknownMembers.has(id)) return { wanted };
        const kind = id.startsWith("program") ? "program" : "people";
        return { wanted, member: { id, kind, designation: wanted.designation } };
      }),
    }));
  }

  environmentsIn(claimed: Readonly<Record<string, readonly string[]>>): Promise<Record<string, number>> {
    return this.call(() =>
      Object.fromEntries(Object.keys(claimed).map((account) => [account, this.environments[account] ?? 0])),
    );
  }

  create({ requestId, wish, description, placement }: ProjectDraft): Promise<Creation> {
    return this.call((): Creation => {
      if (this.refusesCreation !== undefined) return this.refused(this.refusesCreation);
      if (this.hasHiddenProject) return { outOfSight: { configuration: "", said: "The name is taken.", means: [] } };
      const same = this.projects.find(({ name }) => name === wish.name);
      if (same !== undefined)
        return readMark(same.description)?.requestId === requestId
          ? { projectId: same.id }
          : this.refused("The name is taken.");
      const { accountId } = placement;
      this.made.push({ requestId, accountId });
      const environments = placement.resolved.map(({ configuration: name }) => ({
        ...{ id: `${name}-of-${wish.name}`, name, status: "there" as const },
        isBase: name === "Tooling",
      }));
      const project: SimulatedProject = {
        ...{ id: `p${this.made.length}`, name: wish.name, description, accountId },
        ...{ status: "there", deployment: "under-way", reasons: [], members: [PLATFORM] },
        uses: { ...NOTHING, environments },
      };
      this.projects.push(project);
      return { projectId: project.id };
    });
  }

  describe(projectId: string, description: string): Promise<void> {
    return this.call(() => void Object.assign(this.projectOf(projectId), { description }));
  }

  changeMember(projectId: string, { change, member }: Parameters<ProjectService["changeMember"]>[1]) {
    return this.call((): ServiceRefusal => {
      const project = this.projectOf(projectId);
      if (change === "add" && this.refusedMembers.has(member.id)) return { cause: "not in the pool" };
      project.members = project.members.filter(({ id }) => id !== member.id);
      if (change === "add") project.members.push(member);
      const human = project.members.filter(
        ({ kind, designation }) => kind === "people" && designation === "PROJECT_OWNER",
      );
      this.owners.push(human.length);
      return undefined;
    });
  }

  askingRoles = (): readonly AskingRole[] => this.pool;

  asksElsewhere(role: AskingRole, projectId: string | undefined): Promise<boolean> {
    return this.call(() =>
      this.projects.some(({ id, members }) => id !== projectId && members.some((one) => one.id === role.groupId)),
    );
  }

  remove(projectId: string, { kind, id }: Parameters<ProjectService["remove"]>[1]): Promise<ServiceRefusal> {
    return this.call(() => {
      if (id in this.refusedParts) return { cause: this.refusedParts[id] };
      this.removed.push(`${kind} ${id}`);
      const project = this.projectOf(projectId);
      const without = <T extends { readonly id: string }>(items: readonly T[]) => items.filter((one) => one.id !== id);
      const { uses } = project;
      project.uses = {
        ...uses,
        heldByOthers: without(uses.heldByOthers),
        own: without(uses.own),
        published: without(uses.published),
        dataSources: without(uses.dataSources),
        environments: uses.environments.map((one) => (one.id === id ? { ...one, status: "going" } : one)),
      };
      return undefined;
    });
  }

  delete(projectId: string): Promise<ServiceRefusal> {
    return this.call(() => {
      if (this.refusesDeletion !== undefined) return { cause: this.refusesDeletion };
      this.removed.push("project");
      const project = this.projects.find(({ id }) => id === projectId);
      if (project !== undefined) project.status = "going";
      return undefined;
    });
  }

  /** Time in which the service works: deployments end, and what is to go is gone. */
  work(): void {
    this.projects = this.projects.filter(({ status }) => status !== "going");
    for (const project of this.projects) {
      project.uses = {
        ...project.uses,
        environments: project.uses.environments.filter(({ status }) => status !== "going"),
      };
      if (project.deployment !== "under-way") continue;
      const fails = this.failing.has(project.accountId ?? "");
      project.deployment = fails ? "failed" : "done";
      if (fails) project.reasons = [{ configuration: "Tooling", said: "no addresses", means: [] }];
    }
  }

  projectOf(projectId: string): SimulatedProject {
    const found = this.projects.find(({ id }) => id === projectId);
    if (found === undefined) throw new Error("lost: the project is gone");
    return found;
  }

  private refused(said: string): Creation {
    return { refused: { configuration: "", said, means: [] } };
  }

  private call<T>(work: () => T): Promise<T> {
    const fate = this.fates.shift() ?? "works";
    if (fate === "fails-before") return Promise.reject(new Error("the service is busy"));
    const answer = work();
    return fate === "works" ? Promise.resolve(answer) : Promise.reject(new Error("the answer was lost"));
  }
}
