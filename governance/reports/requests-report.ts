import { readComment } from "../access/comment";
import { hoursBetween } from "./age";
import type { Directory } from "./directory";
import { decimal, defineReport, text, time } from "./report";
import type { KnownRequest } from "./view";

/** Requests with their decisions and the keys of their evidence. */
export const REQUESTS_REPORT = defineReport({
  name: "requests",
  says: "A request for access, what was decided, by whom, and where the evidence is.",
  columns: {
    request_id: text("id of the request"),
    status: text("`PENDING`, `ACCEPTED`, `REJECTED`"),
    phase: text("stage of its life in the application; empty where the application has no record of it"),
    requested_at: time("time of the request"),
    requester_id: text("id of the profile that asked"),
    requester: text("its name"),
    project_id: text("id of the project for which access is asked; empty for others"),
    subscriber: text("project, user, group or role for which access is asked"),
    subscriber_unit: text("unit of that project"),
    unit_id: text("id of that unit"),
    asset_id: text("id of the asset"),
    asset: text("its name"),
    owner_project_id: text("id of the project that owns it"),
    owner_project: text("its name"),
    owner_unit_id: text("id of its unit; empty where the project is gone"),
    purpose: text("key of the purpose; empty for requests made in the portal"),
    request_reason: text("reason that the requester wrote"),
    outcome: text("`approve`, `reject`; empty while nobody has decided"),
    decider: text("`rule:<id>`, `people:<names>`, `lapse`, `outside` (in the portal or by the API)"),
    rules_version: text("version of the rules that were asked"),
    decision_reason: text("reason of the decision"),
    decided_at: time("time of the decision; of one that was made outside, the time when it was seen"),
    hours_to_decision: decimal("hours from the request to the decision"),
    expires_at: time("time at which access ends"),
    ended_at: time("time at which access has ended"),
    problem: text("what keeps access from being what was decided"),
    evidence: text("keys of the evidence in its bucket"),
  },
  *rows(directory) {
    for (const request of directory.view.requests) {
      const { id, status, listing, subscriber, requesterId, createdAt } = request;
      const decision = directory.decisions.get(id);
      const projectId = subscriber.kind === "project" ? subscriber.id : undefined;
      const { decidedAt, ...made } = decisionOn(request, directory);
      yield {
        request_id: id,
        status,
        phase: decision?.phase,
        requested_at: createdAt,
        requester_id: requesterId,
        requester: directory.principal(requesterId).name,
        project_id: projectId,
        subscriber: directory.subscriberName(subscriber),
        subscriber_unit: projectId && directory.unitOfProject(projectId),
        unit_id: projectId && directory.unitIdOfProject(projectId),
        asset_id: listing.assetId,
        asset: listing.name,
        owner_project_id: listing.projectId,
        owner_project: directory.projectName(listing.projectId),
        owner_unit_id: directory.unitIdOfProject(listing.projectId),
        purpose: decision?.purpose,
        request_reason: request.reason,
        ...made,
        decided_at: decidedAt,
        hours_to_decision: decidedAt === undefined ? undefined : round(hoursBetween(createdAt, decidedAt)),
        ended_at: decision?.endedAt,
        problem: decision?.problem?.kind,
        evidence: decision?.evidence.join(", "),
      };
    }
  },
});

const round = (hours: number): number => Math.max(0, Math.round(hours * 100) / 100);

/** The decision that the application remembers, else what the service says, which has the application's mark where it decided. */
function decisionOn(request: KnownRequest, directory: Directory) {
  const known = directory.decisions.get(request.id);
  if (known?.outcome !== undefined)
    return {
      outcome: known.outcome,
      decider: named(known.decider, directory),
      rules_version: known.version,
      decision_reason: known.reason,
      decidedAt: known.decidedAt,
      expires_at: known.expiresAt,
    };
  if (request.status === "PENDING")
    return {
      outcome: undefined,
      decider: undefined,
      rules_version: known?.version,
      decision_reason: undefined,
      decidedAt: undefined,
      expires_at: undefined,
    };
  const marked = readComment(request.comment);
  return {
    outcome: request.status === "ACCEPTED" ? "approve" : "reject",
    decider: marked?.by ?? "outside",
    rules_version: marked?.version,
    decision_reason: request.comment,
    decidedAt: marked?.at ?? request.updatedAt,
    expires_at: marked?.expires,
  };
}

function named(decider: string | undefined, directory: Directory): string | undefined {
  if (!decider?.startsWith("people:")) return decider;
  return `people:${directory.names(decider.slice("people:".length).split(", "))}`;
}
