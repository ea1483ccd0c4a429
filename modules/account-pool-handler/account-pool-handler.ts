import { createHash } from "node:crypto";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ACCOUNT_POOL_HANDLER_PERMISSIONS } from "../../contracts/control-plane/permissions";
import type { FunctionCode } from "../function-code";
import { policyDocument, serviceTrust, type Statement } from "../iam-policy";
import { CodeFunction } from "../lambda-function";
import { ServiceRole } from "../service-role";

/** Lambda's and IAM's limit for names. */
const MAX_NAME_LENGTH = 64;

/** Properties of {@link AccountPoolHandler}. */
export interface AccountPoolHandlerProps {
  readonly partition: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  /** Region of the domain. */
  readonly region: string;
  /** Prefix of the names that are ours. */
  readonly prefix: string;
  /** Unique in the account: stage and key of the pool. Changing this replaces function and roles. */
  readonly key: string;
  /** Code that `bundleFunction("account-pool-handler")` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  /** Organizational units whose accounts the pool offers, with everything below them; none: the whole organization. */
  readonly organizationalUnitIds: readonly string[];
  /** Tags that an account must carry, all of them. */
  readonly accountTags: Readonly<Record<string, string>>;
  /** Regions that each account offers, 1 to 3. */
  readonly regions: readonly string[];
  /**
   * Role in the management account with read access to Organizations. It must trust the function's role.
   *
   * @default - the account reads Organizations itself: it is a delegated administrator
   */
  readonly organizationsRoleArn?: string;
  /**
   * Days that log lines are kept.
   *
   * @default 90
   */
  readonly logRetentionDays?: number;
}

/**
 * The function behind an account pool that finds its accounts in AWS Organizations.
 *
 * Creates, in the account and Region of the domain, the function with its role and log group, and the role that DataZone
 * assumes to invoke it.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/account-pools.html
 */
export class AccountPoolHandler extends Construct {
  /** Source of the accounts, in the form that `AccountPool` takes. */
  public readonly handler: { readonly lambdaFunctionArn: string; readonly lambdaExecutionRoleArn: string };
  /** ARN of the role that the function runs as: the role in the management account trusts it. */
  public readonly roleArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AccountPoolHandlerProps) {
    super(scope, id);
    const name = fitted(`${props.prefix}-pool-${props.key}`);
    const lambda = new CodeFunction(this, "Function", {
      partition: props.partition,
      accountId: props.accountId,
      region: props.region,
      functionName: name,
      roleName: name,
      description: `Lists the accounts of the pool ${props.key}`,
      code: props.code,
      statements: [organizationsAccess(props)],
      environment: variables(props),
      timeoutSeconds: 60,
      memoryMiB: 256,
      logRetentionDays: props.logRetentionDays ?? 90,
      publish: false,
    });
    const invoker = invokerRole(this, props, lambda.functionArn);
    this.handler = { lambdaFunctionArn: lambda.functionArn, lambdaExecutionRoleArn: invoker.arn };
    this.roleArn = lambda.roleArn;
    this.dependables = [...lambda.dependables, ...invoker.dependables];
  }
}

/** The names are those of `functions/account-pool-handler/configuration.ts`; modules cannot import functions, a test compares. */
function variables(props: AccountPoolHandlerProps): Record<string, string> {
  return {
    ORGANIZATIONAL_UNIT_IDS: JSON.stringify(props.organizationalUnitIds),
    ACCOUNT_TAGS: JSON.stringify(props.accountTags),
    REGIONS: JSON.stringify(props.regions),
    ...(props.organizationsRoleArn === undefined ? {} : { ORGANIZATIONS_ROLE_ARN: props.organizationsRoleArn }),
  };
}

function organizationsAccess(props: AccountPoolHandlerProps): Statement {
  if (props.organizationsRoleArn !== undefined) {
    return {
      sid: "ReaderRole",
      actions: ACCOUNT_POOL_HANDLER_PERMISSIONS.assumeRole,
      resources: [props.organizationsRoleArn],
    };
  }
  return {
    sid: "ReadOrganization",
    actions: ACCOUNT_POOL_HANDLER_PERMISSIONS.organizations,
    // `*`: ListAccounts supports no resource-level permissions; units and accounts belong to the management account,
    // whose id this account's configuration does not hold.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
    resources: ["*"],
  };
}

function invokerRole(scope: Construct, props: AccountPoolHandlerProps, functionArn: string): ServiceRole {
  return new ServiceRole(scope, "Invoker", {
    partition: props.partition,
    accountId: props.accountId,
    // The API takes roles at `/` and `/service-role/` only; PassRole of AWS's admin policy wants the prefix.
    name: fitted(`AmazonDataZoneAccountPool-${props.prefix}-${props.key}`),
    description: `DataZone asks for the accounts of the pool ${props.key}`,
    // No aws:SourceAccount and no aws:SourceArn: DataZone sends neither when it assumes this role, and with a condition
    // on them every listing fails. What the role may do is invoke one function that lists accounts.
    trust: serviceTrust({ services: ["datazone.amazonaws.com"] }),
    inlinePolicies: {
      Invoke: policyDocument([{ actions: ["lambda:InvokeFunction"], resources: [functionArn] }]),
    },
  });
}

/** A name within the limit: what is too long ends in a hash of the whole. */
function fitted(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, MAX_NAME_LENGTH - hash.length - 1)}-${hash}`;
}
