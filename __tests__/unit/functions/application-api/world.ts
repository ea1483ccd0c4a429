import { createApi } from "../../../../functions/application-api/handler";
import type { HttpAnswer } from "../../../../functions/application-api/http/event";
import { ROUTES } from "../../../../functions/application-api/routes";
import { BucketShelf } from "../../../../functions/application-api/reports/report-shelf";
import type { ListedAsset, NewRequest, Services } from "../../../../functions/application-api/services";
import { documentSettings, type ApiSettings } from "../../../../functions/application-api/settings";
import type { ListEntry } from "../../../../functions/application-store/item-lists";
import { freshRecord, type AccessRecord } from "../../../../governance/access";
import type { Membership, ProjectMember } from "../../../../governance/people";
import { membershipOf } from "../../../../governance/people";
import { MemoryBucket } from "../../../support/memory-bucket";
import { MemoryAssets } from "./memory-assets";
import { OfficeInMemory } from "./office";

export const ISSUER = "https://login.example.com";
export const NOW = "2026-11-10T12:00:00.000Z";

export const SETTINGS: ApiSettings = {
  ...documentSettings({
    identity: {
      issuer: ISSUER,
      audiences: ["governance"],
      claims: { groups: "groups", userName: "login" },
      groups: {
        "sales stewards": { stewards: ["sales"] },
        "emea leads": { leads: ["sales-emea"] },
        governance: { governanceTeam: true },
        auditors: { auditor: true },
        "team-marketing": { profileId: "group-marketing" },
      },
      machines: {
        "arn:aws:iam::111111111111:role/ops/bot": { governanceTeam: true },
        "arn:aws:iam::111111111111:role/watcher": { auditor: true },
      },
    },
    rules: {
      unitParents: { sales: "root", "sales-emea": "sales", marketing: "root" },
      purposes: { analysis: "Analysis by people", reporting: "Reports" },
      queues: {
        stewards: { description: "Stewards", deciders: ["producer-owners", "unit-stewards", "governance-team"] },
        two: { description: "Four eyes", deciders: ["unit-stewards", "governance-team"], approvals: 2 },
      },
      otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
    },
    portal: { clientId: "portal", scopes: ["openid"], title: "Data portal" },
    requestForm: {
      typeName: "UsagePurpose",
      purpose: "purpose",
      durationDays: "days",
      columns: "columns",
      rows: "rows",
    },
    askingRoles: "arn:aws:iam::111111111111:role/smus-asks-",
    publications: [
      { project: "Project producer", externalIdentifier: "arn:kept:in", published: true, at: "stage dev, in" },
      { project: "Project producer", externalIdentifier: "arn:kept:out", published: false, at: "stage dev, out" },
    ],
    termIds: {},
    unitIds: { "sales-emea": "unit-1" },
  }),
  domainId: "dzd_1",
  table: "governance",
  queueUrl: "https://sqs.example.com/access",
  reportsBucket: "reports",
  reportsFunction: "smus-application-reports",
};

/** Somebody who calls: a person by name and groups, or a machine by ARN. */
export interface Persona {
  readonly login?: string;
  readonly groups?: readonly string[];
  readonly arn?: string;
}

/** People and machines of the tests, by their part in the request `r-1`. */
export const PERSONAS = {
  requester: { login: "ann" },
  "consumer-member": { login: "bob" },
  "producer-owner": { login: "olga" },
  "producer-contributor": { login: "paul" },
  "producer-member": { login: "vera" },
  "project-owner": { login: "pia" },
  "project-member": { login: "max" },
  "unit-lead": { login: "lea", groups: ["emea leads"] },
  "unit-steward": { login: "sue", groups: ["sales stewards"] },
  "governance-team": { login: "gwen", groups: ["governance"] },
  auditor: { login: "audrey", groups: ["auditors"] },
  "no part": { login: "otto" },
  unknown: { login: "nobody", groups: ["stewards", "sales", "constructor"] },
  bot: { arn: "arn:aws:sts::111111111111:assumed-role/bot/session" },
  watcher: { arn: "arn:aws:sts::111111111111:assumed-role/watcher/session" },
  "unknown machine": { arn: "arn:aws:sts::111111111111:assumed-role/other/session" },
} as const satisfies Record<string, Persona>;

const PROFILES = ["ann", "bob", "olga", "paul", "vera", "pia", "max", "lea", "sue", "gwen", "audrey", "otto"];

export const given = { rows: "all", columns: ["region"], s3: ["READ"], expiresInDays: 30 } as const;

/** A held request for the table of sales by the project of marketing. */
export function heldRecord(requestId = "r-1", changes: Partial<AccessRecord> = {}): AccessRecord {
  return {
    ...freshRecord(requestId),
    revision: 1,
    phase: "held",
    asked: {
      requester: "profile-ann",
      assetId: "asset-1",
      assetType: "amazon.datazone.GlueTableAssetType",
      listingId: "listing-1",
      consumerProjectId: "consumer",
      producerProjectId: "producer",
      askedAt: "2026-11-09T00:00:00.000Z",
      reason: "Reports",
      names: { asset: "Customers", consumerProject: "Marketing", producerProject: "Sales" },
    },
    facts: {
      asset: { columns: { region: [], email: [] } },
      producer: { unit: "sales-emea" },
      consumer: {},
      requester: {},
      request: {},
    },
    held: {
      queue: "stewards",
      since: "2026-11-09T00:01:00.000Z",
      remindAt: "2026-11-12T00:01:00.000Z",
      lapsesAt: "2026-11-23T00:01:00.000Z",
      reason: "No rule decides on this request.",
      consents: [],
    },
    ...changes,
  };
}

/** Access that works and has an end. */
export const activeRecord = (requestId = "r-1", changes: Partial<AccessRecord> = {}): AccessRecord =>
  heldRecord(requestId, {
    phase: "active",
    verdict: {
      outcome: "approve",
      access: given,
      decider: { kind: "people", people: ["profile-olga"] },
      reason: "Approved by a person of the queue stewards.",
      at: "2026-11-09T10:00:00.000Z",
    },
    decidedAt: "2026-11-09T10:00:00.000Z",
    activeAt: "2026-11-09T11:00:00.000Z",
    expiresAt: "2026-11-20T00:00:00.000Z",
    subscriptionId: "s-1",
    ...changes,
  });

/** The API with everything around it, in memory. */
export class World {
  now = NOW;
  readonly records = new Map<string, AccessRecord>();
  readonly rung: string[] = [];
  readonly logged: Readonly<Record<string, unknown>>[] = [];
  readonly answers = new Map<string, { hash: string; answer?: string }>();
  readonly members: Record<string, ProjectMember[]> = {
    consumer: [
      { id: "profile-bob", designation: "PROJECT_CONTRIBUTOR" },
      { id: "group-marketing", designation: "PROJECT_CONTRIBUTOR" },
      { id: "group-asks-consumer", designation: "PROJECT_CONTRIBUTOR" },
    ],
    producer: [
      { id: "profile-olga", designation: "PROJECT_OWNER" },
      { id: "profile-paul", designation: "PROJECT_CONTRIBUTOR" },
      { id: "profile-vera", designation: "PROJECT_CATALOG_VIEWER" },
      { id: "group-asks-producer", designation: "PROJECT_CONTRIBUTOR" },
    ],
    other: [{ id: "profile-otto", designation: "PROJECT_OWNER" }],
  };
  readonly profiles = new Map<string, string>(PROFILES.map((name) => [name, `profile-${name}`]));
  units: Record<string, string> = { producer: "sales-emea", consumer: "marketing", other: "marketing" };
  /** Work that comes between a read and the next store. */
  beforeSave: (() => void) | undefined;
  fault: Error | undefined;
  bellBroken = false;
  /** Questions for the projects of a caller. */
  membershipReads = 0;
  /** Reads of the table for lists: queries of an index, and records. */
  readonly reads = { queries: 0, records: 0 };
  /** Objects of the reports, and the times from which on somebody has asked for new ones. */
  readonly bucket = new MemoryBucket();
  readonly reportsAsked: string[] = [];
  /** Requests that were made of the service, and its next answer to one. */
  readonly filed: NewRequest[] = [];
  filing: Awaited<ReturnType<Services["filing"]["file"]>> = { requestId: "r-new", status: "PENDING" };
  readonly found: ListedAsset[] = [
    {
      listingId: "listing-1",
      assetId: "asset-1",
      name: "Customers",
      description: "",
      type: "table",
      projectId: "producer",
      columns: [
        { name: "region", terms: [] },
        { name: "email", terms: ["term-personal"] },
      ],
      forms: ["Ownership"],
      terms: ["term-party"],
    },
  ];
  readonly assets = new MemoryAssets();
  readonly office = new OfficeInMemory();
  private api: (event: unknown) => Promise<HttpAnswer>;

  constructor(...records: AccessRecord[]) {
    for (const record of records) this.records.set(record.requestId, record);
    this.api = createApi({ routes: ROUTES, settings: SETTINGS, services: this.services() });
  }

  /** Goes on with other settings, or other services. */
  use(settings: ApiSettings, services: Partial<Services> = {}): void {
    this.api = createApi({ routes: ROUTES, settings, services: { ...this.services(), ...services } });
  }

  send = (event: unknown): Promise<HttpAnswer> => this.api(event);

  /** Sends a request as a persona; the authorizer that belongs to the persona has let it in. */
  async ask(
    persona: Persona | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ readonly status: number; readonly body: never; readonly headers: HttpAnswer["headers"] }> {
    const answer = await this.send(eventOf(persona, method, path, body, headers));
    return { status: answer.statusCode, body: JSON.parse(answer.body) as never, headers: answer.headers };
  }

  private entries(of: (record: AccessRecord) => boolean, place: (record: AccessRecord) => string): ListEntry[] {
    return [...this.records.values()].filter(of).map((record) => ({
      requestId: record.requestId,
      place: place(record),
      phase: record.phase,
      requester: record.asked?.requester ?? "",
      consumerProjectId: record.asked?.consumerProjectId ?? "",
      producerProjectId: record.asked?.producerProjectId ?? "",
      unit: record.facts?.producer.unit ?? "",
    }));
  }

  private services(): Services {
    const failing = <T>(answer: () => T): Promise<T> =>
      this.fault === undefined ? Promise.resolve(answer()) : Promise.reject(this.fault);
    return {
      clock: () => this.now,
      log: (line) => this.logged.push(line),
      directory: {
        profileOf: (name) => failing(() => this.profiles.get(name)),
        nameOf: (id) => Promise.resolve(PROFILES.find((name) => `profile-${name}` === id)),
      },
      projects: {
        membersOf: (id) => failing(() => this.members[id]),
        unitOf: (id) => Promise.resolve(this.units[id]),
        nameOf: (id) => Promise.resolve(`Project ${id}`),
        membershipsOf: (caller) => {
          this.membershipReads++;
          return Promise.resolve(
            new Map(
              Object.entries(this.members)
                .map(([id, members]) => [id, membershipOf(caller, members)] as const)
                .filter((entry): entry is [string, Membership] => entry[1] !== undefined),
            ),
          );
        },
      },
      listings: {
        search: () =>
          Promise.resolve({
            found: this.found.map(({ columns: _columns, forms: _forms, terms: _terms, ...found }) => found),
            token: "more",
          }),
        listing: (id) => Promise.resolve(this.found.find(({ listingId }) => listingId === id)),
      },
      assets: this.assets,
      filing: {
        askerOf: (id) => Promise.resolve(["consumer", "producer"].includes(id) ? `group-asks-${id}` : undefined),
        file: (request) => failing(() => (this.filed.push(request), this.filing)),
      },
      records: {
        load: (id) => failing(() => structuredClone(this.records.get(id))),
        save: (record) => {
          const before = this.beforeSave;
          this.beforeSave = undefined;
          before?.();
          if (this.records.get(record.requestId)?.revision !== record.revision) return Promise.resolve(false);
          this.records.set(record.requestId, { ...structuredClone(record), revision: record.revision + 1 });
          return Promise.resolve(true);
        },
      },
      lists: {
        records: (ids) => {
          this.reads.records += ids.length;
          return Promise.resolve(ids.flatMap((id) => this.records.get(id) ?? []));
        },
        entries: (source, { behind, limit }) => {
          this.reads.queries++;
          const members = {
            requester: "requester",
            consumer: "consumerProjectId",
            producer: "producerProjectId",
            unit: "unit",
            state: "phase",
          } as const;
          const all = this.entries(
            () => true,
            ({ asked, requestId }) => `${asked?.askedAt}#${requestId}`,
          );
          return Promise.resolve(
            all
              .filter((entry) => source.by === "all" || entry[members[source.by]] === source.value)
              .filter(({ place }) => behind === undefined || place < behind)
              .sort((one, other) => (one.place < other.place ? 1 : -1))
              .slice(0, limit),
          );
        },
        expiring: (until, { behind = "", limit }) =>
          Promise.resolve(
            this.entries(
              ({ phase, expiresAt }) => phase === "active" && expiresAt !== undefined && expiresAt <= until,
              ({ expiresAt, requestId }) => `${expiresAt}#${requestId}`,
            )
              .filter(({ place }) => place > behind)
              .sort((one, other) => (one.place < other.place ? -1 : 1))
              .slice(0, limit),
          ),
      },
      reports: new BucketShelf(this.bucket, "reports", () => this.now),
      reportMaker: { make: (askedAt) => failing(() => void this.reportsAsked.push(askedAt)) },
      office: this.office,
      answers: {
        begin: (key, hash) => {
          const kept = this.answers.get(key);
          if (kept === undefined) {
            this.answers.set(key, { hash });
            return Promise.resolve({ state: "begun" });
          }
          if (kept.hash !== hash) return Promise.resolve({ state: "other" });
          const { answer } = kept;
          return Promise.resolve(answer === undefined ? { state: "running" } : { state: "finished", answer });
        },
        finish: (key, answer) => Promise.resolve(void this.answers.set(key, { ...this.answers.get(key)!, answer })),
        abandon: (key) => Promise.resolve(void this.answers.delete(key)),
      },
      doorbell: {
        ring: (id) =>
          this.bellBroken ? Promise.reject(new Error("no queue")) : Promise.resolve(void this.rung.push(id)),
      },
    };
  }
}

/** Claims of a persona's token. */
export const claimsOf = ({ login, groups = [] }: Persona, changes: object = {}) => ({
  iss: ISSUER,
  aud: "governance",
  sub: `sub-${login}`,
  exp: Date.parse(NOW) / 1000 + 3600,
  login,
  groups,
  ...changes,
});

/** A token that only looks like one: signatures are the authorizer's to check. */
export const tokenOf = (claims: object): string =>
  ["{}", JSON.stringify(claims), "s"].map((part) => Buffer.from(part).toString("base64url")).join(".");

/** Claims as the authorizer hands them over. */
export const asTexts = (claims: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(" ")}]` : String(value),
    ]),
  );

/** Event of an HTTP API for a request of a persona. */
export function eventOf(
  persona: Persona | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): object {
  const [rawPath, rawQueryString = ""] = path.split("?");
  const claims = persona?.login === undefined ? undefined : claimsOf(persona);
  return {
    version: "2.0",
    routeKey: "ANY /{path+}",
    rawPath,
    rawQueryString,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(claims === undefined ? {} : { authorization: `Bearer ${tokenOf(claims)}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: "request-1",
      stage: "$default",
      http: { method, path: rawPath, sourceIp: "127.0.0.1" },
      ...(claims === undefined && persona?.arn === undefined
        ? {}
        : {
            authorizer:
              claims === undefined
                ? { iam: { userArn: persona?.arn, accountId: "111111111111" } }
                : { jwt: { claims: asTexts(claims), scopes: null } },
          }),
    },
  };
}
