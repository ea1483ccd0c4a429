import { ORPHANS_REPORT } from "../reports/orphans-report";
import type { Directory } from "../reports";
import { reasonOf } from "../reports/reason";
import type { ExpectedRights } from "./expected";
import type { RightsFinding } from "./finding";
import { fits } from "./matching";
import { projectFindings, unitFindings } from "./members";
import { mayCall, TARGET_ACTIONS, type AccountPolicies } from "./target-writers";

export type { ExpectedMember, ExpectedProject, ExpectedRights, ExpectedUnit } from "./expected";
export { RIGHTS_CODES, type RightsCode, type RightsFinding } from "./finding";
export { withoutPath } from "./matching";
export { RIGHTS_REPORT, rightsRows } from "./rights-report";
export { mayCall, TARGET_ACTIONS, type AccountPolicies, type PolicyHolder } from "./target-writers";

/**
 * Compares rights that are there with those that the configuration gives: members of standing projects, owners of units, access and its
 * grants, and the ones who may change subscription targets. Policy grants are compared by `smus drift`.
 */
export function* checkRights(
  directory: Directory,
  expected: ExpectedRights,
  accounts: readonly AccountPolicies[] = [],
): Iterable<RightsFinding> {
  for (const project of expected.projects) yield* projectFindings(project, expected, directory);
  for (const unit of expected.units) yield* unitFindings(unit, expected, directory);
  yield* outsideFindings(directory);
  for (const row of ORPHANS_REPORT.rows(directory)) {
    const subject =
      row.subscription_id === undefined ? `project ${row.project}` : `subscription ${row.subscription_id}`;
    yield {
      ...{ code: "ACCESS_ORPHANED", subject, what: `${row.kind}: ${row.detail}` },
      ...{ expected: "access as it was decided, with somebody who answers for it", found: String(row.kind) },
      remedy: String(row.remedy),
      ...aboutOf(String(row.project_id), row.owner_project_id as string | undefined, directory),
    };
  }
  for (const account of accounts) yield* targetFindings(account, expected);
}

/** Projects and units that a finding is about; those of projects that are gone are not known. */
function aboutOf(projectId: string | undefined, ownerProjectId: string | undefined, directory: Directory) {
  return {
    projectId,
    unitId: projectId === undefined ? undefined : directory.unitIdOfProject(projectId),
    ownerProjectId,
    ownerUnitId: ownerProjectId === undefined ? undefined : directory.unitIdOfProject(ownerProjectId),
  };
}

function* outsideFindings(directory: Directory): Iterable<RightsFinding> {
  for (const subscription of directory.view.subscriptions) {
    if (subscription.status !== "APPROVED") continue;
    const { kind, text } = reasonOf(subscription, directory);
    if (kind !== "portal") continue;
    const { id, listing, subscriber, requestId } = subscription;
    yield {
      code: "ACCESS_OUTSIDE",
      subject: `subscription ${id}`,
      what: `${directory.subscriberName(subscriber)} reads ${listing.name}: ${text}`,
      expected: "a decision of a rule or of a queue",
      found: text,
      remedy: `page Requests, request ${requestId ?? ""}: revoke it, or leave it`,
      ...aboutOf(subscriber.kind === "project" ? subscriber.id : undefined, listing.projectId, directory),
    };
  }
}

function* targetFindings(account: AccountPolicies, { targetWriters }: ExpectedRights): Iterable<RightsFinding> {
  const subject = `account ${account.accountId}`;
  if ("unread" in account) {
    yield {
      ...{ code: "TARGET_WRITERS_UNREAD", subject, what: "it is not known who may change subscription targets" },
      ...{ expected: "policies that can be read", found: account.unread },
      remedy: "give the reading role iam:GetAccountAuthorizationDetails in the account",
    };
    return;
  }
  for (const holder of account.holders) {
    if (targetWriters.some((pattern) => fits(holder.arn, pattern))) continue;
    const may = TARGET_ACTIONS.map((action) => ({ action, answer: mayCall(holder, action) })).filter(
      ({ answer }) => answer !== "no",
    );
    if (may.length === 0) continue;
    const actions = may.map(({ action, answer }) => (answer === "yes" ? action : `${action} (under a condition)`));
    yield {
      code: "TARGET_WRITER",
      subject,
      what: `${holder.arn} may change subscription targets of every project in the account`,
      expected: "no policy that allows it",
      found: actions.join(", "),
      remedy: `deny the actions to ${holder.arn}, or name it in the expected writers of targets`,
    };
  }
}
