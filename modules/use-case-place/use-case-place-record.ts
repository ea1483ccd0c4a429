import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { placeParameterName } from "../../contracts/aiops/names";
import type { UseCasePlace } from "../../contracts/aiops/place";
import { jsonTemplate } from "../expression";

/** Properties of {@link UseCasePlaceRecord}. */
export interface UseCasePlaceRecordProps {
  /** Prefix of the names that are ours. */
  readonly prefix: string;
  /** The record; its texts may hold expressions. */
  readonly place: UseCasePlace;
  /** All that it tells of: the record says that everything is there. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Says in a parameter of SSM what a use case finds in the account, once all of it is there. It holds no secret. */
export class UseCasePlaceRecord extends Construct {
  public readonly parameterName: string;

  constructor(scope: Construct, id: string, { prefix, place, dependsOn }: UseCasePlaceRecordProps) {
    super(scope, id);
    this.parameterName = placeParameterName(prefix, place.useCase, place.stage);
    new SsmParameter(this, "Resource", {
      name: this.parameterName,
      description: `What ${place.useCase} finds in this account`,
      type: "String",
      value: jsonTemplate({ ...place }),
      dependsOn: [...dependsOn],
    });
  }
}
