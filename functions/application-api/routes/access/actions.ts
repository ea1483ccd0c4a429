import { z } from "zod";
import {
  decideHeld,
  extendAccess,
  refuseExtension,
  refuseRevocation,
  revokeAccess,
  type AccessRecord,
  type ActingPerson,
  type Refusal,
} from "../../../../governance/access";
import { columnsOfRowCondition, LONGEST_ACCESS, type GivenAccess } from "../../../../governance/access-rules";
import { deciderRoles, type Part } from "../../../../governance/people";
import { invalid } from "../../http/input";
import { Problem, type ProblemCode } from "../../http/problem";
import { noQuery } from "../paging";
import { ringFor } from "../ring";
import { apiRoute, type Call } from "../route";
import { ACCESS_REQUEST, type RequestObject } from "./request-object";
import { accessDetail, decisionBody, revocationBody } from "./schemas";
import { decidersOf, detailOf } from "./shown";

/** Parts that decide, each in the queues that name it. */
const DECIDERS: readonly Part[] = ["producer-owner", "unit-steward", "governance-team"];

const extensionBody = z.strictObject({
  revision: z.number().int().min(1).describe("`revision` of the request as it was shown."),
  days: z.number().int().min(1).max(LONGEST_ACCESS).describe("Days from now for which access goes on."),
});

type Act = (record: RequestObject["record"], person: ActingPerson) => AccessRecord | Refusal;
type ActionCall = Call<unknown, { readonly revision: number }, RequestObject>;

/** Decision of a person on a request that is held. */
export const decide = apiRoute({
  method: "POST",
  path: "/access/requests/{id}/decision",
  name: "decideOnAccess",
  summary: "Approve with the access that is given, or reject with a reason; one of the queue's people does.",
  callers: ["person"],
  who: DECIDERS,
  object: ACCESS_REQUEST,
  query: noQuery,
  body: decisionBody,
  answers: accessDetail,
  changes: true,
  handle: (call) => {
    const { body, settings, now } = call;
    if (body.outcome === "approve") checkColumns(body.access, call.object.record);
    const wish = body.outcome === "approve" ? { approve: body.access } : { reject: body.reason };
    return acted(call, (record, person) =>
      decideHeld(record, viewOf(record), settings.rules.queues, person, wish, now),
    );
  },
});

/** End of access before its time. */
export const revoke = apiRoute({
  method: "POST",
  path: "/access/requests/{id}/revocation",
  name: "revokeAccess",
  summary: "End access now, with a reason.",
  callers: ["person", "machine"],
  who: DECIDERS,
  object: ACCESS_REQUEST,
  query: noQuery,
  body: revocationBody,
  answers: accessDetail,
  changes: true,
  handle: (call) => {
    const name = call.caller.profileId ?? call.caller.id;
    return acted(
      call,
      (record, person) => refuseRevocation(person) ?? revokeAccess(record, name, call.body.reason, call.now),
      false,
    );
  },
});

/** Later end of access. */
export const extend = apiRoute({
  method: "POST",
  path: "/access/requests/{id}/extension",
  name: "extendAccess",
  summary: "Let access that works go on for some days from now; those who decide do, and nobody for themselves.",
  callers: ["person"],
  who: DECIDERS,
  object: ACCESS_REQUEST,
  query: noQuery,
  body: extensionBody,
  answers: accessDetail,
  changes: true,
  handle: (call) =>
    acted(
      call,
      (record, person) =>
        refuseExtension(record, call.settings.rules, person) ?? extendAccess(record, call.body.days, call.now),
    ),
});

/** Does an action on the revision that was shown, stores it over that, and rings for the worker. */
async function acted(call: ActionCall, act: Act, isDecision = true) {
  const { caller, object, parts, services, body } = call;
  const { record } = object;
  if (isDecision && caller.profileId === undefined)
    throw new Problem(
      "person-not-known",
      "The domain does not know you by the name in your token, so nobody can say that the request is not your own: ask the governance team to look at your user profile.",
    );
  const done = act(record, { id: caller.profileId ?? "", roles: deciderRoles(parts) });
  if ("refused" in done) throw await problemOf(done, record, call);
  if (record.revision !== body.revision) throw changed();
  if (!(await services.records.save(done))) throw await outrun(act, call);
  await ringFor(record.requestId, services);
  const stored = { ...record, ...done, revision: record.revision + 1 };
  return detailOf({ object: { ...object, record: stored }, parts }, call);
}

/** The request as the domain's logic sees it. The worker looks at the service before anything is carried out. */
function viewOf({ requestId: id, asked, decidedAt, outside, verdict }: RequestObject["record"]) {
  const isDecided = decidedAt !== undefined || outside !== undefined;
  const outcome = outside?.outcome ?? verdict?.outcome;
  const status = !isDecided ? "PENDING" : outcome === "reject" ? "REJECTED" : "ACCEPTED";
  return { ...asked, id, status, decisionComment: outside?.comment ?? "" } as const;
}

const changed = (): Problem =>
  new Problem(
    "changed-since",
    "Read the request again: it has changed since it was shown. Then decide on what you see.",
  );

/** Somebody else was faster: says who, where that was a decision. */
async function outrun(act: Act, call: ActionCall): Promise<Problem> {
  const found = await ACCESS_REQUEST.load(call.object.record.requestId, call);
  if (found === undefined) return changed();
  const { record } = found.object;
  const done = act(record, { id: call.caller.profileId ?? "", roles: deciderRoles(call.parts) });
  return "refused" in done ? problemOf(done, record, call) : changed();
}

const CODES: Readonly<Record<Refusal["refused"], ProblemCode>> = {
  "already-decided": "already-decided",
  "approve-in-portal": "approve-in-portal",
  "decision-unknown": "decision-unknown",
  "not-active": "not-active",
  "not-held": "not-held",
  "not-longer": "not-longer",
  "not-yours": "not-yours",
  "own-request": "own-request",
  "several-needed": "several-needed",
};

async function problemOf({ refused, message }: Refusal, record: AccessRecord, call: ActionCall): Promise<Problem> {
  const code = CODES[refused];
  if (code !== "already-decided") return new Problem(code, message);
  const by = record.outside !== undefined || record.verdict === undefined ? ["outside"] : decidersOf(record.verdict);
  const decidedBy = await Promise.all(by.map(async (id) => (await call.services.directory.nameOf(id)) ?? id));
  return new Problem(code, `${message} Read the request again to see the decision.`, { decidedBy });
}

/** Columns that the asset does not have would lead to filters that the service refuses. */
function checkColumns({ columns, rows }: GivenAccess, { facts }: AccessRecord): void {
  const known = facts?.asset.columns;
  if (known === undefined) return;
  const unknown = (names: readonly string[]) => names.filter((name) => !Object.hasOwn(known, name));
  const faults = [
    { at: "access.columns", names: columns === "all" ? [] : unknown(columns) },
    { at: "access.rows", names: rows === "all" ? [] : unknown(columnsOfRowCondition(rows)) },
  ].filter(({ names }) => names.length > 0);
  if (faults.length === 0) return;
  const there = Object.keys(known).slice(0, 50).join(", ");
  throw invalid(
    faults.map(({ at, names }) => ({
      in: "body",
      at,
      message: `the asset has no column ${names.slice(0, 10).join(", ")}; it has ${there}`,
    })),
  );
}
