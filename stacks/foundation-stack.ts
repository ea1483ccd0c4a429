import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { Construct } from "constructs";
import type { Kind } from "../contracts/control-plane";
import { keyText, type KeyInUse } from "../contracts/encryption-key";
import { applicationRoleName, keyAlias, toolingBucketName } from "../contracts/names";
import { NONE, UNKNOWN } from "../contracts/missing-value";
import type { RegionalFoundation } from "../contracts/outputs";
import { type ApplicationPart, partsOf } from "../configuration/resolve";
import type { Network as NetworkSettings, ResolvedAccount, ResolvedRegion } from "../configuration/model";
import { ControlPlaneFunction } from "../modules/control-plane-function";
import { bundleFunction } from "../modules/function-code";
import { DATAZONE_KEY_TAGS, dataKeyPolicy, EncryptionKey } from "../modules/kms-key";
import { lambdaTrust } from "../modules/lambda-function";
import { Network } from "../modules/network";
import { ServiceRole } from "../modules/service-role";
import { ToolingBucket } from "../modules/tooling-bucket";
import { addHub } from "./aiops/hub-foundation";
import { SmusStack } from "./base";
import { connectionPrefixes } from "./connection-prefixes";
import { dataKeyUsers } from "./data-key-users";
import { principalArns } from "./principal-arns";
import type { StageContext } from "./stage-context";

/** Construct ids of the roles of these functions. */
const APPLICATION_ROLES: Readonly<Record<ApplicationPart, string>> = {
  access: "ApplicationAccess",
  reports: "ApplicationReports",
  api: "ApplicationApi",
  projects: "ApplicationProjects",
};

/** Settings of {@link FoundationStack} beyond the stage. */
export interface FoundationStackProps {
  /** Roles that the account's control-plane function hands to DataZone and that we do not create. */
  readonly givenRoleArns: readonly string[];
  /** Kinds beyond those of every stage that the account's control-plane function keeps: adopted grants and owners. */
  readonly adoptedKinds: readonly Kind[];
  /** The account's control-plane function connects repositories to projects. */
  readonly connectsRepositories: boolean;
}

/**
 * Layer `foundation`, every account: what does not depend on the domain.
 *
 * The control-plane function, and in accounts that host projects, per Region: data key, tooling bucket and network,
 * created or given. The function comes in a stack of its own because everything later reads through it at plan time.
 */
export class FoundationStack extends SmusStack<"foundation"> {
  constructor(
    app: App,
    private readonly context: StageContext,
    private readonly account: ResolvedAccount,
    props: FoundationStackProps,
  ) {
    super(app, "foundation", context.stackProps({ account: account.key, layer: "foundation" }));
    const controlPlane = new ControlPlaneFunction(this, "ControlPlane", {
      partition: context.partition,
      accountId: account.id,
      governanceAccountId: context.stage.governance.id,
      domainRegion: context.region,
      prefix: context.prefix,
      tasks: [
        ...(account.key === context.stage.governance.key ? (["governance"] as const) : []),
        ...(account.hostsProjects ? (["hosting"] as const) : []),
      ],
      passableRoleArns: props.givenRoleArns,
      principalArns: principalArns(context.stage),
      adoptedKinds: props.adoptedKinds,
      identityCenter: context.stage.domain.singleSignOn.type === "IAM_IDC",
      connectionPrefixes: account.key === context.stage.governance.key ? connectionPrefixes(context.stage) : [],
      connectsRepositories: props.connectsRepositories,
      code: bundleFunction("control-plane"),
    });
    const { application } = context.stage;
    if (account.key === context.stage.governance.key && application !== undefined)
      for (const part of partsOf(application)) this.addApplicationRole(part, APPLICATION_ROLES[part]);
    const observabilitySink = account.key === context.stage.governance.key ? addHub(this, context) : undefined;
    const regions = account.hostsProjects ? Object.entries(account.regions) : [];
    this.publish({
      controlPlaneFunctionName: controlPlane.functionName,
      controlPlaneRoleArn: controlPlane.roleArn,
      observabilitySinkArn: observabilitySink?.arn ?? NONE,
      regions: Object.fromEntries(regions.map(([region, settings]) => [region, this.addRegion(region, settings)])),
    });
  }

  /**
   * The role of a function of the governance application. It is here, before the domain, because the service takes a group for a role
   * that exists only; layer `application` gives it its permissions.
   */
  private addApplicationRole(part: ApplicationPart, id: string): void {
    const { partition, prefix } = this.context;
    new ServiceRole(this, id, {
      partition,
      accountId: this.account.id,
      name: applicationRoleName(prefix, part),
      path: "/",
      description: "Function of the governance application; a member of the standing projects",
      trust: lambdaTrust(),
    });
  }

  private addRegion(region: string, settings: ResolvedRegion): RegionalFoundation {
    const scope = new Construct(this, region);
    const provider = this.regionalProvider(region, settings);
    const key = this.addKey(scope, region, settings, provider);
    return {
      s3Location: this.addBucket(scope, region, settings, key, provider),
      kmsKeyArn: keyText(key),
      ...this.addNetwork(scope, region, settings, provider),
    };
  }

  /** A provider is a process: another Region gets one only where something is created in it. */
  private regionalProvider(region: string, settings: ResolvedRegion): AwsProvider | undefined {
    if (region === this.context.region) return undefined;
    const { network, bucket, dataKey } = settings;
    const creates = network.mode === "create" || bucket.type === "created" || dataKey.type === "created";
    return creates ? this.providerFor(region, region) : undefined;
  }

  private addKey(scope: Construct, region: string, { dataKey }: ResolvedRegion, provider?: AwsProvider): KeyInUse {
    if (dataKey.type !== "created") return dataKey;
    const { context, account } = this;
    return new EncryptionKey(scope, "DataKey", {
      alias: keyAlias(context.prefix, "data"),
      description: `SageMaker Unified Studio data of ${account.name}`,
      policy: dataKeyPolicy({
        partition: context.partition,
        accountId: account.id,
        region,
        ...dataKeyUsers(context.stage, account),
      }),
      tags: DATAZONE_KEY_TAGS,
      protect: context.protectsData,
      provider,
    }).inUse;
  }

  private addBucket(
    scope: Construct,
    region: string,
    { bucket }: ResolvedRegion,
    key: KeyInUse,
    provider?: AwsProvider,
  ): RegionalFoundation["s3Location"] {
    if (bucket.type === "none") return NONE;
    if (bucket.type === "given") return `s3://${bucket.name}`;
    const { context, account } = this;
    return new ToolingBucket(scope, "ToolingBucket", {
      partition: context.partition,
      bucketName: toolingBucketName(context.prefix, account.id, region),
      key,
      protect: context.protectsData,
      provider,
    }).s3Location;
  }

  private addNetwork(
    scope: Construct,
    region: string,
    { network }: ResolvedRegion,
    provider?: AwsProvider,
  ): Pick<RegionalFoundation, "vpcId" | "subnetIds" | "availabilityZones"> {
    if (network.mode === "existing") {
      return {
        vpcId: network.vpcId,
        subnetIds: network.subnets.map((subnet) => subnet.id),
        availabilityZones: zonesOf(network.subnets),
      };
    }
    if (network.mode === "none") return { vpcId: NONE, subnetIds: [], availabilityZones: [] };
    const created = new Network(scope, "Network", {
      ...network,
      region,
      protect: this.context.protectsAll,
      provider,
    });
    return {
      vpcId: created.vpcId,
      subnetIds: [...created.subnetIds],
      availabilityZones: [...created.availabilityZones],
    };
  }
}

/** Zones in the order of the subnets: a list that lacks one would name the zones of other subnets. */
function zonesOf(
  subnets: Extract<NetworkSettings, { mode: "existing" }>["subnets"],
): RegionalFoundation["availabilityZones"] {
  const zones = subnets.flatMap(({ availabilityZone }) => availabilityZone ?? []);
  return zones.length === subnets.length ? zones : UNKNOWN;
}
