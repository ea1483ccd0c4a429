import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link DataLakeAdministrators}. */
export interface DataLakeAdministratorsProps {
  readonly functionName: string;
  /** Prefix of the ledger keys: the stage. */
  readonly ledgerScope: string;
  /** Lake Formation settings are kept per Region. */
  readonly regions: readonly string[];
  readonly administratorArns: readonly string[];
  /**
   * `<account id>|<Region>` by Region, where the roles are administrators already.
   *
   * @default - none are
   */
  readonly adoptIds?: Readonly<Record<string, string>>;
  /** The roles: Lake Formation refuses principals that do not exist. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Roles that must be Lake Formation administrators of the account, per Region.
 *
 * Not `aws_lakeformation_data_lake_settings`: it writes the whole list and removes everybody else's administrators.
 * The control-plane function merges, and takes out on destroy only what it put in.
 */
export class DataLakeAdministrators extends Construct {
  public readonly resources: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DataLakeAdministratorsProps) {
    super(scope, id);
    this.resources = props.regions.map(
      (region) =>
        new ControlPlaneResource(this, region, {
          functionName: props.functionName,
          desired: {
            kind: "DataLakeAdministrators",
            key: `${props.ledgerScope}/${region}`,
            adoptId: props.adoptIds?.[region],
            properties: { region, administratorArns: [...props.administratorArns] },
          },
          dependsOn: props.dependsOn,
        }).resource,
    );
  }
}
