import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { API_SETTINGS_KEY, API_VARIABLES } from "../../contracts/application/api-settings";
import { API_PERMISSIONS } from "../../contracts/application/permissions";
import { REPORTS_PREFIX } from "../../contracts/application/reports-settings";
import { APPLICATION_NAMES, askingRoleArnPrefix } from "../../contracts/names";
import type { FunctionCode } from "../function-code";
import type { Statement } from "../iam-policy";
import { CodeFunction } from "../lambda-function";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationTable } from "./application-table";
import { functionProps } from "./function-props";
import { keyStatements } from "./key-statements";
import type { ApplicationPlace } from "./place";

/** Properties of {@link ApiFunction}. */
export interface ApiFunctionProps {
  readonly place: ApplicationPlace;
  /** Code that `bundleFunction("application-api")` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  /** Expression of the domain's id. */
  readonly domainId: string;
  readonly bucket: { readonly bucketName: string; readonly arn: string };
  /** Expression of the version of the settings that the function reads. */
  readonly settingsVersion: string;
  readonly table: ApplicationTable;
  readonly queue: ApplicationQueue;
  /** Function that makes the projects that people ask for. @default - projects cannot be asked for */
  readonly projects?: { readonly functionName: string; readonly functionArn: string };
  readonly logRetentionDays: number;
}

/**
 * The function behind the HTTP API, as the role of layer `foundation` that sees who is a member of the standing projects.
 *
 * Creates the function with its log group, and gives the role its permissions. It decides on nothing in DataZone: it stores what people
 * decide and rings for the function that carries it out.
 */
export class ApiFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ApiFunctionProps) {
    super(scope, id);
    const { place, bucket } = props;
    const name = APPLICATION_NAMES.apiFunction(place.prefix);
    const lambda = new CodeFunction(
      this,
      "Function",
      functionProps({
        ...{ place, name },
        description: "HTTP API and portal of the governance application",
        code: props.code,
        statements: statements(props),
        environment: {
          [API_VARIABLES.domainId]: props.domainId,
          [API_VARIABLES.table]: props.table.tableName,
          [API_VARIABLES.queue]: props.queue.url,
          ...(props.projects === undefined ? {} : { [API_VARIABLES.projects]: props.projects.functionName }),
          [API_VARIABLES.reportsBucket]: bucket.bucketName,
          [API_VARIABLES.reportsFunction]: APPLICATION_NAMES.reports(place.prefix),
          [API_VARIABLES.settings]: `s3://${bucket.bucketName}/${API_SETTINGS_KEY}?versionId=${props.settingsVersion}`,
        },
        // API Gateway waits for 30 seconds.
        timeoutSeconds: 29,
        memoryMiB: 512,
        logRetentionDays: props.logRetentionDays,
      }),
    );
    this.functionName = lambda.functionName;
    this.functionArn = lambda.functionArn;
    this.dependables = lambda.dependables;
  }
}

/** By its name: the API needs nothing else of the other function, and is deployed without waiting for it. */
const reportsFunctionArn = ({ partition, region, accountId, prefix }: ApplicationPlace): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${APPLICATION_NAMES.reports(prefix)}`;

function statements({ place, table, bucket, queue, projects }: ApiFunctionProps): Statement[] {
  return [
    // `*`: what is in a domain has no ARN; the service itself decides by memberships.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "Requests", actions: API_PERMISSIONS.datazone, resources: ["*"] },
    { sid: "NeverDecides", effect: "Deny", actions: API_PERMISSIONS.denied, resources: ["*"] },
    {
      sid: "AskingRoles",
      actions: API_PERMISSIONS.askingRoles,
      // `*`: the names end in the ids of projects, which come after the function.
      resources: [`${askingRoleArnPrefix(place.partition, place.accountId, place.prefix)}*`],
    },
    { sid: "Records", actions: API_PERMISSIONS.table, resources: [table.arn] },
    { sid: "Indexes", actions: API_PERMISSIONS.indexes, resources: table.indexArns },
    { sid: "Settings", actions: API_PERMISSIONS.settings, resources: [`${bucket.arn}/${API_SETTINGS_KEY}`] },
    { sid: "Messages", actions: API_PERMISSIONS.queue, resources: [queue.arn] },
    ...(projects === undefined
      ? []
      : [{ sid: "Projects", actions: API_PERMISSIONS.projects, resources: [projects.functionArn] }]),
    // `*`: each report of each day has objects of its own.
    { sid: "Reports", actions: API_PERMISSIONS.reports, resources: [`${bucket.arn}/${REPORTS_PREFIX}*`] },
    {
      sid: "NamesOfReports",
      actions: API_PERMISSIONS.reportNames,
      resources: [bucket.arn],
      conditions: { StringLike: { "s3:prefix": `${REPORTS_PREFIX}*` } },
    },
    { sid: "MakesReports", actions: API_PERMISSIONS.reportsFunction, resources: [reportsFunctionArn(place)] },
    ...keyStatements(place, API_PERMISSIONS.key),
  ];
}
