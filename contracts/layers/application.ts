import { governanceIf, TEXT, type LayerDescriptor } from "./layer";

/** The governance application. */
export const application = {
  documentation: {
    account: "governance",
    holds: "the governance application: functions, table, evidence, reports, queues, schedules, notices, alarms",
    existsIn: "the stage that owns the domain, where it has one",
    deployRole: "governance account: the governance application",
  },
  accountsIn: (stage) => governanceIf(stage, stage.ownsDomain && stage.application !== undefined),
  oncePerDomain: true,
  waitsFor: [
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
    { layer: "catalog", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "catalog", of: "governance" },
  ],
  outputs: {
    /** Name of the function that settles requests for access. */
    accessFunctionName: TEXT,
    /** Name of the function that writes the reports. */
    reportsFunctionName: TEXT,
    /** Name of the function that makes the projects that people ask for, or `none`. */
    projectsFunctionName: TEXT,
    /** Name of the table of decisions and expiries. */
    tableName: TEXT,
    /** Name of the bucket of evidence and reports. */
    bucketName: TEXT,
    /** ARN of the topic of what people are to know. */
    noticesTopicArn: TEXT,
    /** ARN of the topic of what operators are to look at. */
    alarmsTopicArn: TEXT,
    /** Address of the portal and of the API, or `none`. */
    portalUrl: TEXT,
    /** Name in DNS that a record for the portal's own name leads to, or `none`. */
    portalDomainTarget: TEXT,
  },
} as const satisfies LayerDescriptor;
