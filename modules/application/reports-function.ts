import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { REPORTS_ELSEWHERE, REPORTS_PERMISSIONS } from "../../contracts/application/permissions";
import { REPORTS_PREFIX, REPORTS_SETTINGS_KEY, REPORTS_VARIABLES } from "../../contracts/application/reports-settings";
import { APPLICATION_TABLE } from "../../contracts/application/table";
import { APPLICATION_NAMES } from "../../contracts/names";
import type { FunctionCode } from "../function-code";
import type { Statement } from "../iam-policy";
import { CodeFunction } from "../lambda-function";
import type { ApplicationTable } from "./application-table";
import { functionProps } from "./function-props";
import { keyStatements } from "./key-statements";
import type { ApplicationPlace } from "./place";

/** Index that holds all items of a kind. */
const ALL_ITEMS = APPLICATION_TABLE.indexes.all.name;

/** Properties of {@link ReportsFunction}. */
export interface ReportsFunctionProps {
  readonly place: ApplicationPlace;
  /** Code that `bundleFunction("application-reports")` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  /** Expression of the domain's id. */
  readonly domainId: string;
  readonly bucket: { readonly bucketName: string; readonly arn: string };
  /** Expression of the version of the settings that the function reads. */
  readonly settingsVersion: string;
  readonly table: ApplicationTable;
  readonly logRetentionDays: number;
  /** Sources of what reports read past the domain. */
  readonly elsewhere: ReportsElsewhere;
}

/** Sources of what reports read past the domain. */
export interface ReportsElsewhere {
  /** The function's own account is asked for its costs: no role of a payer account is named. */
  readonly asksForCosts: boolean;
  /** ARNs of roles that the function assumes. */
  readonly roleArns: readonly string[];
}

/**
 * The function that writes the reports of a day, as the role of layer `foundation` that is a member of the standing projects.
 *
 * Creates the function with its log group, and gives the role its permissions: it reads the domain and the records, writes reports, and is
 * denied all that changes a domain.
 */
export class ReportsFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ReportsFunctionProps) {
    super(scope, id);
    const { place, bucket } = props;
    const name = APPLICATION_NAMES.reports(place.prefix);
    const lambda = new CodeFunction(
      this,
      "Function",
      functionProps({
        ...{ place, name },
        description: "Writes reports on access to data",
        code: props.code,
        statements: statements(props),
        environment: {
          [REPORTS_VARIABLES.domainId]: props.domainId,
          [REPORTS_VARIABLES.bucket]: bucket.bucketName,
          [REPORTS_VARIABLES.table]: props.table.tableName,
          [REPORTS_VARIABLES.readerRole]: `arn:${place.partition}:iam::${place.accountId}:role/${name}`,
          [REPORTS_VARIABLES.settingsKey]: REPORTS_SETTINGS_KEY,
          [REPORTS_VARIABLES.settingsVersion]: props.settingsVersion,
        },
        // A thousand projects take about nine minutes, and 335 MiB of memory (docs/reports.md).
        timeoutSeconds: 900,
        memoryMiB: 1024,
        logRetentionDays: props.logRetentionDays,
      }),
    );
    this.functionName = lambda.functionName;
    this.functionArn = lambda.functionArn;
    this.dependables = lambda.dependables;
  }
}

function statements({ place, table, bucket, elsewhere }: ReportsFunctionProps): Statement[] {
  return [
    // `*`: what is in a domain has no ARN; the service itself decides by memberships.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "Requests", actions: REPORTS_PERMISSIONS.datazone, resources: ["*"] },
    { sid: "ReadsOnly", effect: "Deny", actions: REPORTS_PERMISSIONS.denied, resources: ["*"] },
    { sid: "Records", actions: REPORTS_PERMISSIONS.table, resources: [table.arn] },
    // The list of all items of a kind alone: the reports ask no other.
    { sid: "Indexes", actions: REPORTS_PERMISSIONS.indexes, resources: [`${table.arn}/index/${ALL_ITEMS}`] },
    { sid: "Settings", actions: REPORTS_PERMISSIONS.settings, resources: [`${bucket.arn}/${REPORTS_SETTINGS_KEY}`] },
    // `*`: each report of each day has objects of its own.
    { sid: "Reports", actions: REPORTS_PERMISSIONS.reports, resources: [`${bucket.arn}/${REPORTS_PREFIX}*`] },
    { sid: "Bucket", actions: REPORTS_PERMISSIONS.bucket, resources: [bucket.arn] },
    ...keyStatements(place, REPORTS_PERMISSIONS.key),
    ...elsewhereStatements(elsewhere),
  ];
}

function elsewhereStatements({ asksForCosts, roleArns }: ReportsElsewhere): Statement[] {
  return [
    // `*`: costs have no ARN. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscostexplorerservice.html
    ...(asksForCosts ? [{ sid: "Costs", actions: REPORTS_ELSEWHERE.cost, resources: ["*"] }] : []),
    ...(roleArns.length > 0 ? [{ sid: "Readers", actions: REPORTS_ELSEWHERE.assuming, resources: roleArns }] : []),
  ];
}
