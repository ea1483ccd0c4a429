import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ROLE_NAMES } from "../../contracts/names";
import { serviceTrust } from "../iam-policy";
import { ServiceRole } from "../service-role";
import { bedrockInvocation, domainSecrets, passQueryExecutionRole, projectTags } from "./inline-policies";

/** Properties of {@link AssociationRoles}. */
export interface AssociationRolesProps {
  readonly partition: string;
  /** Account that hosts projects: the roles live here. */
  readonly accountId: string;
  /** Account that owns the domain: DataZone assumes the roles on its behalf, in members too. */
  readonly domainAccountId: string;
  /** Region of the domain. */
  readonly domainRegion: string;
  /** Id of the domain, or an expression. Changing this replaces the manage-access role, whose name carries it. */
  readonly domainId: string;
  /**
   * ARN of a provisioning role that exists.
   *
   * @default - `AmazonSageMakerProvisioning-<domain account>` is created
   */
  readonly provisioningRoleArn?: string;
  /**
   * ARN of a manage-access role that exists.
   *
   * @default - `AmazonSageMakerManageAccess-<region>-<domain id>` is created
   */
  readonly manageAccessRoleArn?: string;
  /**
   * ARN of a query-execution role that exists.
   *
   * @default - `AmazonSageMakerQueryExecution` is created
   */
  readonly queryExecutionRoleArn?: string;
  /**
   * ARN of a role for the management of Bedrock models that exists.
   *
   * @default - `AmazonDataZoneBedrockModelManagementRole` is created, with `bedrock`
   */
  readonly bedrockModelManagementRoleArn?: string;
  /**
   * ARN of a role for the consumption of Bedrock models that exists.
   *
   * @default - `AmazonDataZoneBedrockFMConsumptionRole` is created, with `bedrock`
   */
  readonly bedrockConsumptionRoleArn?: string;
  /**
   * Create the roles for model management and model consumption of Amazon Bedrock.
   *
   * @default false
   */
  readonly bedrock?: boolean;
  /**
   * Keys of tags that projects put on their resources (`*` stands for any text). Keys that begin with `AmazonDataZone`
   * need no entry: AWS's policy allows them.
   *
   * @default - none
   */
  readonly projectTagKeys?: readonly string[];
}

/**
 * The roles that the service uses in an account that hosts projects, as the console would create them.
 *
 * Creates provisioning, manage-access, query-execution and (when asked for) two Bedrock roles under `/service-role/` in
 * the hosting account, each unless it is given. The domain must exist, since the manage-access role trusts it by ARN.
 * A provisioning role that is given needs `iam:PassRole` and `iam:GetRole` on the query-execution role.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/AmazonSageMakerProvisioning.html
 */
export class AssociationRoles extends Construct {
  public readonly provisioningRoleArn: string;
  public readonly manageAccessRoleArn: string;
  public readonly queryExecutionRoleArn: string;
  /** `undefined` unless `bedrock` is set. */
  public readonly bedrockModelManagementRoleArn: string | undefined;
  /** `undefined` unless `bedrock` is set. */
  public readonly bedrockConsumptionRoleArn: string | undefined;
  /** Resources that were created: blueprint configurations depend on them. */
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AssociationRolesProps) {
    super(scope, id);
    const created: ServiceRole[] = [];
    const create = (role: ServiceRole): string => {
      created.push(role);
      return role.arn;
    };
    this.queryExecutionRoleArn = props.queryExecutionRoleArn ?? create(queryExecutionRole(this, props));
    this.provisioningRoleArn =
      props.provisioningRoleArn ?? create(provisioningRole(this, props, this.queryExecutionRoleArn));
    this.manageAccessRoleArn = props.manageAccessRoleArn ?? create(manageAccessRole(this, props));
    if (props.bedrock === true) {
      this.bedrockModelManagementRoleArn =
        props.bedrockModelManagementRoleArn ?? create(bedrockModelManagementRole(this, props));
      this.bedrockConsumptionRoleArn = props.bedrockConsumptionRoleArn ?? create(bedrockConsumptionRole(this, props));
    }
    this.dependables = created.flatMap((role) => role.dependables);
  }
}

function queryExecutionRole(scope: Construct, props: AssociationRolesProps): ServiceRole {
  return new ServiceRole(scope, "QueryExecution", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.queryExecution,
    description: "Lake Formation and Glue run federated queries of projects",
    trust: serviceTrust({
      services: ["lakeformation.amazonaws.com", "glue.amazonaws.com"],
      actions: ["sts:AssumeRole", "sts:SetContext"],
      // The one role whose source is its own account: Lake Formation and Glue call here, not the domain.
      conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
    }),
    managedPolicies: ["service-role/SageMakerStudioQueryExecutionRolePolicy"],
  });
}

function provisioningRole(scope: Construct, props: AssociationRolesProps, queryExecutionArn: string): ServiceRole {
  const tagKeys = props.projectTagKeys ?? [];
  return new ServiceRole(scope, "Provisioning", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.provisioning(props.domainAccountId),
    description: "SageMaker Unified Studio creates the environments of projects",
    trust: datazoneTrust(props),
    managedPolicies: ["service-role/SageMakerStudioProjectProvisioningRolePolicy"],
    inlinePolicies: {
      PassQueryExecutionRole: passQueryExecutionRole(queryExecutionArn),
      ...(tagKeys.length > 0 ? { ProjectTags: projectTags(tagKeys) } : {}),
    },
  });
}

function manageAccessRole(scope: Construct, props: AssociationRolesProps): ServiceRole {
  const domainArn = `arn:${props.partition}:datazone:${props.domainRegion}:${props.domainAccountId}:domain/${props.domainId}`;
  return new ServiceRole(scope, "ManageAccess", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.manageAccess(props.domainRegion, props.domainId),
    description: "SageMaker Unified Studio grants projects access to data",
    trust: serviceTrust({
      services: ["datazone.amazonaws.com"],
      conditions: {
        StringEquals: { "aws:SourceAccount": props.domainAccountId },
        ArnEquals: { "aws:SourceArn": domainArn },
      },
    }),
    managedPolicies: [
      "service-role/AmazonDataZoneGlueManageAccessRolePolicy",
      "service-role/AmazonDataZoneRedshiftManageAccessRolePolicy",
      // No path: the one policy of the three that AWS keeps at the root.
      "AmazonDataZoneSageMakerManageAccessRolePolicy",
    ],
    inlinePolicies: { DomainSecrets: domainSecrets(props) },
  });
}

function bedrockModelManagementRole(scope: Construct, props: AssociationRolesProps): ServiceRole {
  return new ServiceRole(scope, "BedrockModelManagement", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.bedrockModelManagement,
    description: "SageMaker Unified Studio manages inference profiles of Amazon Bedrock models",
    trust: datazoneTrust(props, ["sts:AssumeRole", "sts:SetContext"]),
    managedPolicies: ["service-role/AmazonDataZoneBedrockModelManagementPolicy"],
  });
}

function bedrockConsumptionRole(scope: Construct, props: AssociationRolesProps): ServiceRole {
  return new ServiceRole(scope, "BedrockConsumption", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.bedrockConsumption,
    description: "SageMaker Unified Studio invokes Amazon Bedrock models in playgrounds",
    trust: datazoneTrust(props, ["sts:AssumeRole", "sts:SetContext"]),
    managedPolicies: ["service-role/AmazonDataZoneBedrockModelConsumptionPolicy"],
    inlinePolicies: { InvokeThroughProfiles: bedrockInvocation(props) },
  });
}

function datazoneTrust(props: AssociationRolesProps, actions?: readonly string[]): string {
  return serviceTrust({
    services: ["datazone.amazonaws.com"],
    actions,
    conditions: { StringEquals: { "aws:SourceAccount": props.domainAccountId } },
  });
}
