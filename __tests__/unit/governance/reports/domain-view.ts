import {
  Directory,
  REPORTS,
  type DomainView,
  type KnownDecision,
  type KnownGrant,
  type KnownLifetime,
  type KnownProject,
  type KnownRequest,
  type KnownSubscription,
  type ReportOptions,
  type Row,
} from "../../../../governance/reports";

export const NOW = "2026-11-29T12:00:00.000Z";
export const OPTIONS: ReportOptions = {
  now: NOW,
  requestDays: 3,
  grantHours: 2,
  standing: ["kept"],
};

/** A time some hours before now. */
export const ago = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

export const LISTING = { listingId: "l1", assetId: "a1", name: "Customers", type: "Table", projectId: "producer" };

export const project = (id: string, changes: Partial<KnownProject> = {}): KnownProject => ({
  id,
  name: id,
  unitId: "root",
  status: "ACTIVE",
  createdAt: ago(240),
  members: [{ principalId: "lead", designation: "PROJECT_OWNER" }],
  environments: [{ id: "env", accountId: "111122223333", region: "eu-west-1", status: "ACTIVE" }],
  ...changes,
});

export const request = (changes: Partial<KnownRequest> = {}): KnownRequest => ({
  id: "r1",
  status: "ACCEPTED",
  listing: LISTING,
  subscriber: { kind: "project", id: "consumer" },
  requesterId: "engineer",
  reason: "Reports",
  createdAt: ago(48),
  updatedAt: ago(47),
  reviewerId: "lead",
  comment: "",
  ...changes,
});

export const subscription = (changes: Partial<KnownSubscription> = {}): KnownSubscription => ({
  id: "s1",
  status: "APPROVED",
  requestId: "r1",
  listing: LISTING,
  subscriber: { kind: "project", id: "consumer" },
  filterIds: [],
  createdAt: ago(47),
  retained: false,
  ...changes,
});

export const grant = (changes: Partial<KnownGrant> = {}): KnownGrant => ({
  id: "g1",
  subscriptionId: "s1",
  status: "COMPLETED",
  assetStatuses: ["GRANTED"],
  cause: "",
  environmentId: "env",
  updatedAt: ago(46),
  ...changes,
});

export const decision = (changes: Partial<KnownDecision> = {}): KnownDecision => ({
  requestId: "r1",
  phase: "active",
  version: "v1",
  evidence: [],
  ...changes,
});

/** A domain in which nothing is wrong: a subscription with its grant between two projects with a human owner. */
export const view = (changes: Partial<DomainView> = {}): DomainView => ({
  domainId: "dzd_1",
  readAt: NOW,
  principals: [
    { id: "lead", kind: "person", name: "lead@example.com" },
    { id: "engineer", kind: "person", name: "engineer@example.com" },
    { id: "robot", kind: "program", name: "arn:aws:iam::111122223333:role/robot" },
  ],
  units: [
    { id: "root", name: "root" },
    { id: "finance", name: "Finance", parentId: "root" },
  ],
  projects: [project("producer"), project("consumer")],
  published: [LISTING],
  requests: [request()],
  subscriptions: [subscription()],
  grants: [grant()],
  filters: [],
  gaps: [],
  ...changes,
});

interface Asked {
  readonly decisions?: readonly KnownDecision[];
  readonly lifetimes?: readonly KnownLifetime[];
  readonly options?: Partial<ReportOptions>;
}

/** Rows of a report. */
export function rowsOf(name: string, of: DomainView, { decisions = [], lifetimes = [], options }: Asked = {}): Row[] {
  const directory = new Directory({ view: of, decisions, lifetimes, options: { ...OPTIONS, ...options } });
  const report = REPORTS.find((one) => one.name === name);
  if (report === undefined) throw new Error(`there is no report ${name}`);
  return [...report.rows(directory)];
}
