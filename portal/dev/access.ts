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
import { deciderRoles, type Caller } from "../../governance/people";
import type { AccessSummary, Asset, Operations } from "../api/operations";
import { notFound, paged, Refused, type Call, type Handlers } from "./answers";
import { nameOf, partsOf, PROJECTS } from "./people";
import { RULES } from "./rules";
import { detailOf, summaryOf } from "./shown";
import { daysFromNow, heldRecord } from "./world";

/** Things that requests for access are about. */
export interface AccessWorld {
  readonly records: Map<string, AccessRecord>;
  readonly assets: readonly Asset[];
}

/** Requests for access: lists, one of them, and what people do with it. */
export class AccessDesk {
  constructor(private readonly world: AccessWorld) {}

  readonly handlers: Handlers = {
    listAccessRequests: ({ caller, query }) => {
      const only = query.get("only");
      const project = query.get("project");
      const all = [...this.world.records.values()].filter((record) => {
        const ofProject = [record.asked?.consumerProjectId, record.asked?.producerProjectId];
        if (project !== null && !ofProject.includes(project)) return false;
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
      const all = [...this.world.records.values()].filter(
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
    askForAccess: (call) => this.requested(call),
  };

  private requested({ caller, body }: Call): { requestId: string } {
    const wanted = body as Operations["askForAccess"]["body"];
    const { listingId, purpose, days, columns, rows, reason, projectId } = wanted;
    const asset = this.world.assets.find((one) => one.listingId === listingId);
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
      rows: rows ?? ("all" as const),
    };
    const held = heldRecord(requestId, asset, caller.profileId ?? "", wish);
    const asked = held.asked && { ...held.asked, reason, askedAt: daysFromNow(0) };
    this.world.records.set(requestId, { ...held, asked });
    return { requestId };
  }

  private seen(caller: Caller, id: string): AccessRecord {
    const record = this.world.records.get(id);
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
    this.world.records.set(id, stored);
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
