import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, TerraformAsset, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FunctionCode } from "../function-code";
import { policyDocument, serviceTrust, type Statement } from "../iam-policy";
import { ServiceRole } from "../service-role";
import { networkStatements, type FunctionNetwork } from "./function-network";

/** Properties of {@link CodeFunction}. */
export interface CodeFunctionProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Name of the function, at most 64 characters. Changing this replaces it. */
  readonly functionName: string;
  /** Name of the role that it runs as, at the path `/`. */
  readonly roleName: string;
  /**
   * The role exists, in another stack: it gets the permissions, and is left alone otherwise.
   *
   * @default false - the role is created
   */
  readonly roleIsGiven?: boolean;
  readonly description: string;
  /** Code that `bundleFunction` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  /** Permissions that it has beside writing its log. */
  readonly statements: readonly Statement[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly logRetentionDays: number;
  /**
   * ARN of the key that encrypts the log.
   *
   * @default - CloudWatch Logs encrypts with a key of its own
   */
  readonly logKeyArn?: string;
  /**
   * Network of the function: it reaches what is in there, or what that leads to, and nothing else.
   *
   * @default - none: it reaches the Internet, and no VPC
   */
  readonly network?: FunctionNetwork;
  /** Publish a version with every change, for aliases. */
  readonly publish: boolean;
}

/**
 * A Node.js function of this project with all that it needs to run.
 *
 * Creates a role, a log group with retention and an `aws_lambda_function` in the account and Region of the stack's
 * provider. The zip goes into the stack's folder as a file asset, so that the folder can be moved to another machine.
 */
export class CodeFunction extends Construct {
  public readonly functionName: string;
  /** Computed from the name. */
  public readonly functionArn: string;
  public readonly roleArn: string;
  /** The function. */
  public readonly resource: LambdaFunction;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: CodeFunctionProps) {
    super(scope, id);
    this.functionName = props.functionName;
    this.functionArn = arnOf(props);
    // Created here and not by Lambda: that group would never expire, and would outlive the function.
    const logs = new CloudwatchLogGroup(this, "Logs", {
      name: `/aws/lambda/${props.functionName}`,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: props.logKeyArn,
    });
    const role = props.roleIsGiven === true ? givenRole(this, props) : functionRole(this, props);
    this.roleArn = role.arn;
    this.resource = new LambdaFunction(this, "Resource", {
      functionName: props.functionName,
      description: props.description,
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: fileAsset(this, props.code).path,
      sourceCodeHash: props.code.sourceHashBase64,
      memorySize: props.memoryMiB,
      timeout: props.timeoutSeconds,
      publish: props.publish,
      ...(props.network === undefined ? {} : { vpcConfig: vpcConfig(props.network) }),
      environment: { variables: { ...props.environment } },
      // The role's ARN is a text: without this the function would not wait for the role and its permissions.
      dependsOn: [...role.dependables, logs],
    });
    this.dependables = [this.resource, logs, ...role.dependables];
  }
}

/** Computed from the name: its own role's permissions speak of it. */
const arnOf = ({ partition, region, accountId, functionName }: CodeFunctionProps): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;

const vpcConfig = ({ subnetIds, securityGroupIds }: FunctionNetwork) => ({
  subnetIds: [...subnetIds],
  securityGroupIds: [...securityGroupIds],
});

/** The role as its function needs it: the ARN, and what must be there before it is used. */
type RoleInUse = Pick<ServiceRole, "arn" | "dependables">;

function functionRole(scope: Construct, props: CodeFunctionProps): RoleInUse {
  return new ServiceRole(scope, "Role", {
    partition: props.partition,
    accountId: props.accountId,
    name: props.roleName,
    path: "/",
    description: `Runs the function ${props.functionName}`,
    trust: lambdaTrust(),
    inlinePolicies: { Function: permissions(props) },
  });
}

function givenRole(scope: Construct, props: CodeFunctionProps): RoleInUse {
  const policy = new IamRolePolicy(scope, "Policy", {
    name: "Function",
    role: props.roleName,
    policy: permissions(props),
  });
  return { arn: `arn:${props.partition}:iam::${props.accountId}:role/${props.roleName}`, dependables: [policy] };
}

/** Trust of a role that functions run as. Lambda sends no aws:SourceAccount here; a function can be given roles of its own account only. */
export function lambdaTrust(): string {
  return serviceTrust({ services: ["lambda.amazonaws.com"] });
}

function permissions(props: CodeFunctionProps): string {
  const { partition, region, accountId, functionName, statements, network } = props;
  const logArn = `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/lambda/${functionName}`;
  return policyDocument([
    // `:*`: the log streams of the group, whose names Lambda chooses.
    { sid: "Logs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logArn}:*`] },
    ...(network === undefined ? [] : networkStatements(arnOf(props))),
    ...statements,
  ]);
}

function fileAsset(scope: Construct, code: FunctionCode): TerraformAsset {
  return new TerraformAsset(scope, "Code", {
    path: code.zipPath,
    type: AssetType.FILE,
    // Known already: hashing a megabyte again for each of hundreds of stacks costs more than the rest of the synthesis.
    assetHash: Buffer.from(code.sourceHashBase64, "base64").toString("hex").slice(0, 32),
  });
}
