import type { Member } from "../../../governance/members/plan-members";
import type { ProjectRecord, ProjectUses } from "../../../governance/project-requests";
import type { OfferedAccount } from "../../../governance/projects/choose-account";
import { PROJECTS } from "../people";
import { daysFromNow } from "../world";
import { offeredAccounts } from "./settings";

/** Project as the service has it. */
export interface FakeLiveProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly profile?: string;
  /** Request that it came of; standing projects have none. */
  readonly requestId?: string;
  readonly members: readonly Member[];
  /** Ids of members that the platform needs. */
  readonly kept: readonly string[];
  readonly uses: ProjectUses;
  readonly reasons: readonly string[];
}

const LONG = "customers-of-all-regions-since-the-first";
const NAMES = ["quarterly-forecast", LONG, "churn-model", "supplier-costs"];
const PURPOSE = "Figures of the quarter by region and product,\nfor the meeting of the heads of finance.";
/** Role of the application: it is a member of what it makes. */
const APPLICATION: Member = { id: "profile-application", kind: "program", designation: "PROJECT_OWNER" };

const nameAt = (index: number, prefix: string): string =>
  index === 1 ? LONG : `${prefix}${NAMES[index % NAMES.length]}${index < NAMES.length ? "" : `-${index}`}`;

/** Projects and requests for them: `count` that the finance lead asked for, as many that wait, and as many that are there. */
export class ProjectWorld {
  readonly requests = new Map<string, ProjectRecord>();
  readonly projects = new Map<string, FakeLiveProject>();
  readonly offered: readonly OfferedAccount[];

  constructor(readonly count: number) {
    this.offered = offeredAccounts(count);
    for (const { id, name, unit, members } of PROJECTS)
      this.projects.set(id, {
        id,
        name,
        unit,
        description: "",
        members: members.map((one) => ({ ...one, kind: "people" })),
        kept: [],
        uses: NO_USES,
        reasons: [],
      });
    for (let index = 0; index < count; index++) {
      this.add(ownRecord(index));
      this.add(heldRecord(`pwait-${index}`, nameAt(index, "new-"), "profile-noor"));
      const live = liveRecord(index);
      this.add(live);
      this.projects.set(live.projectId ?? "", liveProject(index, live, count));
    }
  }

  /** Puts a record in its place. */
  add(record: ProjectRecord): void {
    this.requests.set(record.requestId, record);
  }
}

const NO_USES: ProjectUses = {
  heldByOthers: [],
  own: [],
  revoking: 0,
  published: [],
  dataSources: [],
  environments: [],
};

function heldRecord(requestId: string, name: string, requester: string): ProjectRecord {
  return {
    requestId,
    revision: 1,
    phase: "held",
    requester,
    askedAt: daysFromNow(-1),
    wish: {
      name,
      unit: "finance",
      profile: "analytics",
      purpose: PURPOSE,
      members: [
        { user: "frida.lindgren", designation: "PROJECT_OWNER" },
        { group: "marketing-engineers", designation: "PROJECT_CONTRIBUTOR" },
      ],
      parameters: { Tooling: { idleTimeoutInMinutes: "120" } },
      account: "choose",
      lifetimeDays: 180,
    },
    members: [
      { id: "profile-frida", kind: "people", designation: "PROJECT_OWNER" },
      { id: "group-marketing-engineers", kind: "people", designation: "PROJECT_CONTRIBUTOR" },
    ],
    held: { since: daysFromNow(-1), remindAt: daysFromNow(2), lapsesAt: daysFromNow(13) },
    failures: [],
    done: [],
  };
}

const approved = (reason: string): Pick<ProjectRecord, "verdict"> => ({
  verdict: { outcome: "approve", decider: { kind: "person", person: "profile-stella" }, reason, at: daysFromNow(-1) },
});

function ownRecord(index: number): ProjectRecord {
  const held = heldRecord(`pown-${index}`, nameAt(index, "own-"), "profile-frida");
  const decider = { kind: "person", person: "profile-stella" } as const;
  switch (index % 6) {
    case 0:
      return { ...held, ...approved("Fits the plan."), phase: "failed", failures: [FAILURE], endedAt: daysFromNow(0) };
    case 1: {
      const reason = "There is a project for this already: ask its owners to add you.";
      return { ...held, phase: "rejected", verdict: { outcome: "reject", decider, reason, at: daysFromNow(0) } };
    }
    case 2:
      return held;
    case 3:
      return { ...held, ...approved("Fits the plan."), phase: "following", projectId: `prj-making-${index}` };
    case 4:
      return { ...held, phase: "checking", held: undefined };
    default:
      return { ...held, ...approved("Fits the plan."), phase: "retired", endedAt: daysFromNow(-1) };
  }
}

const FAILURE: ProjectRecord["failures"][number] = {
  at: daysFromNow(-1),
  accountId: "100000000001",
  reasons: [
    {
      configuration: "Lakehouse Database",
      said: "Insufficient Lake Formation permission(s): Required Create Database on Catalog",
      means: ["The provisioning role is no administrator of Lake Formation in the account: ask the platform team."],
    },
  ],
};

function liveRecord(index: number): ProjectRecord {
  const held = heldRecord(`plive-${index}`, nameAt(index, ""), "profile-noor");
  const problem = {
    kind: "member-refused",
    message:
      "The service does not let group marketing-engineers in: its unit has no policy for it. Ask the governance team.",
  } as const;
  return {
    ...held,
    ...approved("Fits the plan of the year."),
    phase: "active",
    askedAt: daysFromNow(-40),
    projectId: `prj-live-${index}`,
    placement: { accountId: String(100_000_000_001 + (index % 3)), resolved: [], revision: 0, claimed: true },
    createdAt: daysFromNow(-39),
    activeAt: daysFromNow(-39),
    endsAt: daysFromNow(5 + index * 9),
    ...(index === 1
      ? { problem, refusedMembers: { "group-marketing-engineers": { cause: "no policy", at: daysFromNow(-1) } } }
      : {}),
  };
}

function liveProject(
  index: number,
  { projectId = "", requestId, wish }: ProjectRecord,
  count: number,
): FakeLiveProject {
  // The second project is full, as far as the world is.
  const many = Array.from({ length: index !== 1 ? 0 : count < 100 ? 20 : 97 }, (_, member) => ({
    id: `profile-guest-${member}`,
    kind: "people" as const,
    designation: "PROJECT_CONTRIBUTOR" as const,
  }));
  return {
    id: projectId,
    name: wish.name,
    description: wish.purpose,
    unit: wish.unit,
    profile: wish.profile,
    requestId,
    kept: [APPLICATION.id],
    members: [
      { id: "profile-frida", kind: "people", designation: "PROJECT_OWNER" },
      { id: "profile-marco", kind: "people", designation: "PROJECT_CONTRIBUTOR" },
      { id: "profile-stella", kind: "people", designation: "PROJECT_CATALOG_STEWARD" },
      ...many,
      APPLICATION,
    ],
    uses: usesAt(index, count),
    reasons: [],
  };
}

function usesAt(index: number, things: number): ProjectUses {
  const each = (count: number, kind: string) =>
    Array.from({ length: count }, (_, one) => ({ id: `${kind}-${one}`, name: `${kind}_${one}` }));
  const heldByOthers = each(index === 1 ? things : index === 0 ? 2 : 0, "report").map(({ id, name }) => ({
    id,
    asset: name,
    project: "Marketing campaigns",
  }));
  const environments = ["Tooling", "Lakehouse Database"].map((name, one) => ({
    id: `env-${one}`,
    name,
    status: "there" as const,
    isBase: one === 0,
  }));
  const own = index === 0 ? [{ id: "sub-0", asset: "Customers" }] : [];
  return { ...NO_USES, heldByOthers, own, published: each(index === 0 ? 3 : 0, "table"), environments };
}
