import { DataAwsLambdaInvocation } from "@cdktf/provider-aws/lib/data-aws-lambda-invocation";
import { Construct } from "constructs";
import {
  KEPT_ROLES,
  type KeptBlueprintsRequest,
  type KeptParts,
  namesWithValue,
  READ_QUALIFIER,
} from "../../contracts/control-plane";
import { jsonTemplate } from "../expression";
import type { BlueprintDefinition } from "./blueprint-configurations";

/** Properties of {@link KeptBlueprints}. */
export interface KeptBlueprintsProps {
  readonly functionName: string;
  /** Prefix of the ledger keys: the stage. */
  readonly ledgerScope: string;
  readonly domainId: string;
  /** All blueprints that stay enabled in the account. */
  readonly blueprints: readonly Pick<BlueprintDefinition, "blueprint" | "configuration">[];
}

/**
 * Refuses a plan that takes from the account's blueprints what projects need to be deployed and deleted.
 *
 * Creates one data source. A postcondition and not an error of the function: Terraform reads data sources before it plans a
 * destruction, too, and there a condition that fails is a warning; projects may go first.
 */
export class KeptBlueprints extends Construct {
  constructor(scope: Construct, id: string, props: KeptBlueprintsProps) {
    super(scope, id);
    const { functionName, ledgerScope, domainId, blueprints } = props;
    const request: KeptBlueprintsRequest = {
      action: "blueprints",
      domainId,
      scope: ledgerScope,
      blueprints: Object.fromEntries(
        blueprints.map(({ blueprint, configuration }) => [blueprint, partsOf(configuration)]),
      ),
    };
    const refusal = "jsondecode(self.result).refusal";
    new DataAwsLambdaInvocation(this, "Read", {
      functionName,
      qualifier: READ_QUALIFIER,
      input: jsonTemplate(request),
      lifecycle: { postcondition: [{ condition: `\${${refusal} == ""}`, errorMessage: `\${${refusal}}` }] },
    });
  }
}

function partsOf(configuration: BlueprintDefinition["configuration"]): KeptParts {
  const regional = Object.entries(configuration.regionalParameters);
  return {
    enabledRegions: configuration.enabledRegions,
    roles: KEPT_ROLES.filter((role) => (configuration[role] ?? "") !== ""),
    regionalParameters: Object.fromEntries(regional.map(([region, values]) => [region, namesWithValue(values)])),
  };
}
