import { loadAllStages } from "../configuration";
import { policyDocuments, type PolicyDocument } from "./documents";
import { needsOf } from "./roles";

/** Choice of policies; what is left out is not narrowed. */
export interface PolicySelection {
  /** Directory of the stage files. */
  readonly directory: string;
  readonly stage?: string;
  /** A layer, `state-access` or `preflight`. */
  readonly layer?: string;
  /** Key of an account. */
  readonly account?: string;
  /** The deploy role or the plan role. */
  readonly access: "deploy" | "plan";
}

/**
 * Policy documents by account and by layer (or `state-access`, or `preflight`). A key that stages give to different accounts is followed by the
 * account's id: `hub (111111111111)`.
 */
export function policies(selection: PolicySelection): Record<string, Record<string, PolicyDocument[]>> {
  const stages = loadAllStages(selection.directory);
  const wanted = stages.filter(({ name }) => selection.stage === undefined || name === selection.stage);
  const result: Record<string, Record<string, PolicyDocument[]>> = {};
  const needs = needsOf(wanted, stages);
  for (const { account, accountId, purpose, permissions } of needs) {
    if (selection.layer !== undefined && purpose !== selection.layer) continue;
    if (selection.account !== undefined && account !== selection.account) continue;
    const needed = permissions.filter(({ access }) => selection.access === "deploy" || access === "read");
    const shared = needs.some((other) => other.account === account && other.accountId !== accountId);
    (result[shared ? `${account} (${accountId})` : account] ??= {})[purpose] = policyDocuments(needed);
  }
  return result;
}
