/**
 * Environment variables of the function that writes the reports.
 *
 * Content of the configuration is in an object of the bucket: an environment of Lambda has 4 KiB, and rights of an organization have more.
 */
export const REPORTS_VARIABLES = {
  domainId: "DOMAIN_ID",
  /** Bucket that reports are written to, and that the settings are in. */
  bucket: "REPORTS_BUCKET",
  /** Table with the application's records; absent: decisions are told as the service has them. */
  table: "APPLICATION_TABLE",
  /** Role that the function runs as, so that it can tell which projects it does not see. */
  readerRole: "READER_ROLE_ARN",
  /** Key of the settings; absent: no check of rights and no costs. */
  settingsKey: "REPORT_CONTENT_KEY",
  /** Version of the object: a change of settings changes the function, which then reads them anew. Absent: the newest. */
  settingsVersion: "REPORT_CONTENT_VERSION",
  /** Limits of what waits; 3 and 24 where they are absent. */
  requestDays: "REQUEST_DAYS",
  grantHours: "GRANT_HOURS",
} as const;

/** Key of the settings of the function that writes the reports, in the application's bucket. */
export const REPORTS_SETTINGS_KEY = "settings/reports.json";
/** Key prefix of reports in the application's bucket. */
export const REPORTS_PREFIX = "reports/";
/**
 * Metric of the findings on who may change subscription targets. The function writes it into its log, where CloudWatch finds it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const TARGET_METRIC = {
  namespace: "SageMakerUnifiedStudio/Application",
  name: "TargetWriters",
  dimension: "FunctionName",
} as const;
/** Event with which the schedule invokes the function. */
export const REPORTS_EVENT = { reports: true } as const;
/** Event with which somebody has the reports made who wants to see what is there from a moment on (ISO 8601, UTC). */
export const reportsAskedFor = (askedAt: string) => ({ ...REPORTS_EVENT, askedAt });
