import { randomUUID } from "node:crypto";
import {
  decideHeld,
  extendAccess,
  refuseExtension,
  refuseRevocation,
  revokeAccess,
  type AccessRecord,
  type ActingPerson,
  type Refusal,
} from "../../governance/access";
import { deciderRoles, isKnown, type Caller } from "../../governance/people";
import { OPERATIONS, type AccessSummary, type Asset, type Operations, type Problem } from "../api/operations";
import { nameOf, partsOf, PROJECTS } from "./people";
import { RULES } from "./rules";
import { detailOf, summaryOf } from "./shown";
import { daysFromNow, heldRecord, makeAssets, makeRecords } from "./world";

/** Answer of the fake API. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Call {
  readonly caller: Caller;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Handlers = { readonly [N in keyof Operations]?: (call: Call) => Operations[N]["answer"] };

/** A problem that is thrown. */
class Refused extends Error {
  constructor(readonly problem: Pick<Problem, "status" | "code" | "title" | "detail"> & Partial<Problem>) {
    super(problem.detail);
  }
}

const notFound = () =>
  new Refused({
    status: 404,
    code: "not-found",
    title: "There is nothing here that the caller may see",
    detail: "Check the address, or ask for a right to see it.",
  });

/** The API in memory, with the domain's own logic: for looking at the page, and for tests. */
export class FakeApi {
  readonly records = new Map<string, AccessRecord>();
  assets: Asset[];
  private readonly answers = new Map<string, FakeAnswer>();

  constructor(count: number) {
    this.assets = makeAssets(count);
    for (const record of makeRecords(count, this.assets)) this.records.set(record.requestId, record);
  }

  /** Answers a call of a caller; nothing where there is no such route. */
  answer(caller: Caller, method: string, url: URL, body: unknown, key: string | undefined): FakeAnswer | undefined {
    for (const [name, route] of Object.entries(OPERATIONS)) {
      const id = new RegExp(`^${route.path.replace("{id}", "([^/]+)")}$`).exec(url.pathname);
      const handle = this.handlers[name as keyof Operations];
      if (route.method !== method || id === null || handle === undefined) continue;
      const before = key === undefined ? undefined : this.answers.get(key);
      if (before !== undefined) return before;
      const call = { caller, id: decodeURIComponent(id[1] ?? ""), query: url.searchParams, body };
      const answer = answered(() => handle(call), name === "askForAccess" ? 202 : 200);
      if (key !== undefined) this.answers.set(key, answer);
      return answer;
    }
    return undefined;
  }

  private readonly handlers: Handlers = {
    readMe: ({ caller }) => this.me(caller),
    listAccessRequests: ({ caller, query }) => {
      const only = query.get("only");
      const all = [...this.records.values()].filter((record) => {
        const parts = partsOf(caller, record);
        if (only === "mine") return parts.includes("requester");
        if (only !== "to-decide") return parts.length > 0;
        const hasConsented = record.held?.consents.some(({ person }) => person === caller.profileId);
        return detailOf(record, caller).possible.decision.allowed && hasConsented !== true;
      });
      return paged(all.map(summaryOf), query);
    },
    readAccessRequest: ({ caller, id }) => detailOf(this.seen(caller, id), caller),
    listExpiringAccess: ({ caller, query }) => {
      const until = daysFromNow(Number(query.get("days") ?? 30));
      const all = [...this.records.values()].filter(
        (one) => one.phase === "active" && (one.expiresAt ?? "~") < until && partsOf(caller, one).length > 0,
      );
      const ends = ({ expiresAt = "" }: AccessSummary) => expiresAt;
      return paged(
        all.map(summaryOf).sort((one, other) => (ends(one) < ends(other) ? -1 : 1)),
        query,
      );
    },
    decideOnAccess: (call) => {
      const body = call.body as Operations["decideOnAccess"]["body"];
      const wish = body.outcome === "approve" ? { approve: body.access } : { reject: body.reason };
      return this.acted(call, body.revision, (record, person) =>
        decideHeld(record, viewOf(record), RULES.queues, person, wish, daysFromNow(0)),
      );
    },
    extendAccess: (call) => {
      const { days, revision } = call.body as Operations["extendAccess"]["body"];
      return this.acted(
        call,
        revision,
        (record, person) => refuseExtension(record, RULES, person) ?? extendAccess(record, days, daysFromNow(0)),
      );
    },
    revokeAccess: (call) => {
      const { reason, revision } = call.body as Operations["revokeAccess"]["body"];
      return this.acted(
        call,
        revision,
        (record, person) => refuseRevocation(person) ?? revokeAccess(record, person.id, reason, daysFromNow(0)),
      );
    },
    searchAssets: ({ query }) => {
      const text = (query.get("text") ?? "").toLowerCase();
      const found = this.assets.filter(({ name, description }) =>
        `${name} ${description}`.toLowerCase().includes(text),
      );
      const shown = found.map(({ listingId, assetId, name, description, type, projectId, projectName }) => ({
        listingId,
        assetId,
        name,
        description,
        type,
        projectId,
        projectName,
      }));
      return paged(shown, query);
    },
    readAsset: ({ id }) => {
      const asset = this.assets.find(({ listingId }) => listingId === id);
      if (asset === undefined) throw notFound();
      return asset;
    },
    askForAccess: (call) => this.requested(call),
  };

  private me(caller: Caller): Operations["readMe"]["answer"] {
    const { id, kind, name, profileId, standing } = caller;
    const { leads, stewards, governanceTeam, auditor } = standing;
    const rights = { leads, stewards, governanceTeam, auditor };
    const mine = PROJECTS.filter(({ members }) => members.some((member) => member.id === profileId));
    const projects = mine.map((one) => ({ id: one.id, name: one.name }));
    return { id, kind, name, profileId, isKnown: isKnown(caller), ...rights, projects };
  }

  private requested({ caller, body }: Call): { requestId: string } {
    const wanted = body as Operations["askForAccess"]["body"];
    const { listingId, purpose, days, columns, reason, projectId } = wanted;
    const asset = this.assets.find((one) => one.listingId === listingId);
    if (asset === undefined) throw notFound();
    if (!PROJECTS.some(({ id, members }) => id === projectId && members.some((one) => one.id === caller.profileId)))
      throw new Refused({
        status: 403,
        code: "not-yours",
        title: "This is for others to do",
        detail: "Only members of a project ask in its name.",
      });
    const requestId = `req-${randomUUID().slice(0, 8)}`;
    const wish = {
      purpose,
      durationDays: days ?? ("unlimited" as const),
      columns: columns ? [...columns] : ("all" as const),
      rows: "all" as const,
    };
    const held = heldRecord(requestId, asset, caller.profileId ?? "", wish);
    const asked = held.asked && { ...held.asked, reason, askedAt: daysFromNow(0) };
    this.records.set(requestId, { ...held, asked });
    return { requestId };
  }

  private seen(caller: Caller, id: string): AccessRecord {
    const record = this.records.get(id);
    if (record === undefined || partsOf(caller, record).length === 0) throw notFound();
    return record;
  }

  private acted(
    { caller, id }: Call,
    revision: number,
    act: (record: AccessRecord, person: ActingPerson) => AccessRecord | Refusal,
  ) {
    const record = this.seen(caller, id);
    const done = act(record, { id: caller.profileId ?? "", roles: deciderRoles(partsOf(caller, record)) });
    if ("refused" in done) throw refusalOf(done, record);
    if (record.revision !== revision)
      throw new Refused({
        status: 409,
        code: "changed-since",
        title: "The request is not as it was shown any more",
        detail: "Read the request again: it has changed since it was shown. Then decide on what you see.",
      });
    const stored = { ...done, revision: record.revision + 1 };
    this.records.set(id, stored);
    return detailOf(stored, caller);
  }
}

function refusalOf({ refused, message }: Refusal, { verdict }: AccessRecord): Refused {
  const isMine = ["not-yours", "own-request"].includes(refused);
  const people = verdict?.decider.kind === "people" ? verdict.decider.people : [];
  const decidedBy = refused === "already-decided" ? people.map((id) => nameOf(id) ?? id) : undefined;
  const title = refused === "already-decided" ? "Somebody has decided already" : "This cannot be done";
  return new Refused({ status: isMine ? 403 : 409, code: refused, title, detail: message, decidedBy });
}

function viewOf({ requestId: id, asked, verdict }: AccessRecord) {
  if (asked === undefined) throw notFound();
  return { ...asked, id, status: verdict === undefined ? "PENDING" : "ACCEPTED", decisionComment: "" } as const;
}

function paged<T>(all: readonly T[], query: URLSearchParams): { items: readonly T[]; next?: string } {
  const limit = Number(query.get("limit") ?? 25);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < all.length ? String(from + limit) : undefined;
  return { items: all.slice(from, from + limit), next };
}

function answered(work: () => unknown, status: number): FakeAnswer {
  try {
    return { status, body: work() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code } = error.problem;
    return {
      status: error.problem.status,
      body: { type: `urn:problem:${code}`, correlationId: "fake-0001", ...error.problem },
    };
  }
}
