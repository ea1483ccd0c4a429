import { randomUUID } from "node:crypto";
import {
  projectWish,
  type ProjectRecord,
  type ProjectRefusal,
  type ProjectUses,
} from "../../../governance/project-requests";
import {
  afterTransfer,
  decideHeldProject,
  extendLife,
  retireBy,
  wishMembers,
} from "../../../governance/project-requests/people";
import { placeOfProblem, type PersonOnProject } from "../../../governance/project-requests";
import {
  extensionWish,
  membersWish,
  projectFate,
  retirementWish,
  transferWish,
} from "../../../contracts/application/project-office";
import type { Member } from "../../../governance/members/plan-members";
import type { Operations, WantedMember } from "../../api/operations";
import { notFound, paged, Refused, type Call, type Handlers } from "../answers";
import { nameOf } from "../people";
import { daysFromNow } from "../world";
import { refusalOf } from "./refusals";
import { PROJECT_SETTINGS } from "./settings";
import {
  actingIn,
  partsInProject,
  partsInRequest,
  projectDetail,
  projectSummary,
  requestDetail,
  requestSummary,
  shownMember,
} from "./shown";
import { checkedWish, choicesOf, problemsOf, requestOf, resolvedMember } from "./wishes";
import type { FakeLiveProject, ProjectWorld } from "./world";

/** Projects and requests for them, decided by the domain's own logic. */
export class ProjectOffice {
  constructor(private readonly world: ProjectWorld) {}

  readonly handlers: Handlers = {
    readProjectChoices: ({ caller }) => choicesOf(this.world, caller),
    checkProjectRequest: ({ caller, body }) => checkedWish(this.world, caller, projectWish.parse(body)),
    askForProject: (call) => this.asked(call),
    listProjectRequests: (call) => this.requests(call),
    readProjectRequest: ({ caller, id }) => requestDetail(this.world, this.request(id, { caller }), caller),
    decideOnProject: ({ caller, id, body }) => {
      const { outcome, reason } = projectFate.parse(body);
      const record = this.request(id, { caller });
      const person = actingIn(caller, partsInRequest(this.world, caller, record));
      const fate = outcome === "approve" ? { approve: reason } : { reject: reason };
      const decided = decideHeldProject(record, PROJECT_SETTINGS, person, fate, daysFromNow(0));
      return requestDetail(this.world, this.stored(decided), caller);
    },
    listProjects: ({ caller, query }) => {
      const [only, unit] = [query.get("only"), query.get("unit")];
      const seen = [...this.world.projects.values()].filter((project) => {
        const parts = partsInProject(this.world, caller, project);
        if (unit !== null && project.unit !== unit) return false;
        return only === "mine" ? parts.includes("project-member") : parts.length > 0;
      });
      return paged(
        seen.map((one) => projectSummary(this.world, one, caller)),
        query,
      );
    },
    readProject: ({ caller, id }) => projectDetail(this.world, this.project(id, { caller }), caller),
    changeProjectMembers: (call) => {
      const { members, dryRun } = membersWish.parse(call.body);
      const desired = resolvedOrRefused(members);
      return this.members(call, dryRun, () => desired);
    },
    transferProject: (call) => {
      const { owner } = transferWish.parse(call.body);
      const [found] = resolvedOrRefused([{ ...owner, designation: "PROJECT_OWNER" }]);
      return this.members(call, false, ({ members, kept }) => afterTransfer(members, kept, found));
    },
    extendProject: (call) => {
      const { days } = extensionWish.parse(call.body);
      const { record } = this.theirs(call);
      return requestSummary(this.stored(extendLife(record, days, PROJECT_SETTINGS, daysFromNow(0))));
    },
    retireProject: (call) => this.retired(call),
  };

  private asked({ caller, body }: Call): Operations["askForProject"]["answer"] {
    const wish = projectWish.parse(body);
    const problems = problemsOf(this.world, caller, wish);
    if (problems.length > 0)
      throw new Refused({
        status: 422,
        code: "not-possible",
        title: "This is not possible",
        detail: "Mend what is wrong, and ask again.",
        faults: problems.map(({ code, message }) => ({ in: "body", at: placeOfProblem(code), message, code })),
      });
    const record = requestOf(caller, wish, `preq-${randomUUID().slice(0, 8)}`);
    this.world.add(record);
    return requestDetail(this.world, record, caller);
  }

  private requests({ caller, query }: Call): Operations["listProjectRequests"]["answer"] {
    const only = query.get("only");
    const seen = [...this.world.requests.values()].filter((record) => {
      const parts = partsInRequest(this.world, caller, record);
      if (only === "mine") return parts.includes("requester");
      if (only !== "to-decide") return parts.length > 0;
      return requestDetail(this.world, record, caller).possible.decision.allowed;
    });
    return paged(seen.map(requestSummary), query);
  }

  private request(id: string, { caller }: Pick<Call, "caller">): ProjectRecord {
    const record = this.world.requests.get(id);
    if (record === undefined || partsInRequest(this.world, caller, record).length === 0) throw notFound();
    return record;
  }

  private project(id: string, { caller }: Pick<Call, "caller">): FakeLiveProject {
    const project = this.world.projects.get(id);
    if (project === undefined || partsInProject(this.world, caller, project).length === 0) throw notFound();
    return project;
  }

  /** A project that people asked for, with its record and the caller as one who acts. */
  private theirs({ caller, id }: Call): {
    readonly project: FakeLiveProject;
    readonly record: ProjectRecord;
    readonly person: PersonOnProject;
  } {
    const project = this.project(id, { caller });
    const record = this.world.requests.get(project.requestId ?? "");
    const why = projectDetail(this.world, project, caller).possible.members.why;
    if (record === undefined)
      throw new Refused({ status: 409, code: "standing-project", title: "Not one of these", detail: why ?? "" });
    const person = actingIn(caller, partsInProject(this.world, caller, project));
    if (person.roles.length === 0)
      throw new Refused({ status: 403, code: "not-yours", title: "This is for others to do", detail: why ?? "" });
    return { project, record, person };
  }

  private members(
    call: Call,
    isDryRun: boolean,
    desiredOf: (project: FakeLiveProject) => readonly Member[],
  ): Operations["changeProjectMembers"]["answer"] {
    const { project, record } = this.theirs(call);
    const { members: live, kept } = project;
    const plan = wishMembers(record, { live, kept }, desiredOf(project));
    if ("refused" in plan) throw refusalOf(plan);
    if (!isDryRun) {
      this.stored(plan.record);
      const platform = live.filter(({ id }) => kept.includes(id));
      this.world.projects.set(project.id, { ...project, members: [...plan.record.members, ...platform] });
    }
    return { changes: plan.changes.map(({ change, member }) => ({ change, member: shownMember(member) })) };
  }

  private retired(call: Call): Operations["retireProject"]["answer"] {
    const { reason, acknowledge, dryRun } = retirementWish.parse(call.body);
    const { project, record, person } = this.theirs(call);
    const uses = shownUses(project.uses);
    const retirement = { person: person.id, at: daysFromNow(0), reason, acknowledged: acknowledge };
    const retired = retireBy(record, retirement);
    if ("refused" in retired) throw refusalOf(retired);
    if (dryRun) return { retires: false, uses };
    if (uses.heldByOthers.length > 0 && !acknowledge)
      throw new Refused({
        status: 409,
        code: "still-used",
        title: "Others use the data of the project",
        detail: "Say that they may lose it, or talk to them first.",
        projectUses: uses,
      });
    this.stored(retired);
    return { retires: true, uses };
  }

  private stored(changed: ProjectRecord | ProjectRefusal): ProjectRecord {
    if ("refused" in changed) throw refusalOf(changed, nameOf(changed.decidedBy ?? ""));
    const record = { ...changed, revision: changed.revision + 1 };
    this.world.add(record);
    return record;
  }
}

function shownUses({ heldByOthers, own, published, dataSources, environments }: ProjectUses) {
  const shown = environments.map(({ id, name }) => ({ id, name }));
  return { heldByOthers, own, published, dataSources, environments: shown };
}

function resolvedOrRefused(members: readonly WantedMember[]): readonly Member[] {
  return members.map((wanted) => {
    const member = resolvedMember(wanted) ?? guestOf(wanted);
    if (member !== undefined) return member;
    const name = "user" in wanted ? wanted.user : wanted.group;
    throw refusalOf({
      refused: "member-unknown",
      message: `The domain does not know ${name}: correct it, or have the person sign in once.`,
    });
  });
}

/** Guests are there to make a project full: they are known by their ids alone. */
function guestOf(wanted: WantedMember): Member | undefined {
  const isGuest = "user" in wanted && wanted.user.startsWith("profile-guest-");
  return isGuest ? { id: wanted.user, kind: "people", designation: wanted.designation } : undefined;
}
