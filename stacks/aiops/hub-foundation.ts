import type { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { lambdaTrust } from "../../modules/lambda-function";
import { ObservabilitySink } from "../../modules/observability";
import { ServiceRole } from "../../modules/service-role";
import type { StageContext } from "../stage-context";
import { linkedAccounts } from "./linked-accounts";

/**
 * Adds what the hub of use cases has before its domain: roles of the functions, since the service takes a group for a role that exists only,
 * and the sink to which accounts link. Nothing in other stages.
 *
 * @returns the sink; undefined where nobody links to it
 */
export function addHub(
  scope: Construct,
  { stage, partition, prefix, region }: StageContext,
): ObservabilitySink | undefined {
  const { aiops, governance } = stage;
  if (aiops === undefined || Object.keys(aiops.useCases).length === 0) return undefined;
  const roles = [
    ["UseCaseSeeding", AIOPS_NAMES.seeding(prefix), "Makes the repositories of use cases"],
    ["ModelPromotion", AIOPS_NAMES.promotion(prefix), "Promotes models of use cases from stage to stage"],
  ] as const;
  for (const [id, name, description] of roles)
    new ServiceRole(scope, id, {
      ...{ partition, name, description, accountId: governance.id },
      path: "/",
      trust: lambdaTrust(),
    });
  const sourceAccountIds = linkedAccounts(aiops, { region, hubAccount: governance.id });
  if (!aiops.observability || sourceAccountIds.length === 0) return undefined;
  return new ObservabilitySink(scope, "Observability", { name: AIOPS_NAMES.sink(prefix), sourceAccountIds });
}
