import { z } from "zod";
import { askingRoleArns } from "../../contracts/application/access-settings";
import { REPORTS_VARIABLES } from "../../contracts/application/reports-settings";
import { SERVICE_TAG } from "../../governance/cost";

const variables = z.object({
  [REPORTS_VARIABLES.domainId]: z.string().regex(/^dzd[-_][a-zA-Z0-9_-]{1,36}$/),
  [REPORTS_VARIABLES.bucket]: z.string().min(3).max(63),
  [REPORTS_VARIABLES.table]: z.string().min(3).max(255).optional(),
  [REPORTS_VARIABLES.readerRole]: z.string().startsWith("arn:").optional(),
  [REPORTS_VARIABLES.settingsKey]: z.string().min(1).max(1024).optional(),
  [REPORTS_VARIABLES.settingsVersion]: z.string().min(1).max(1024).optional(),
  [REPORTS_VARIABLES.requestDays]: z.coerce.number().int().min(1).max(365).default(3),
  [REPORTS_VARIABLES.grantHours]: z.coerce.number().int().min(1).max(720).default(24),
  /** Lambda sets it. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
  AWS_LAMBDA_FUNCTION_NAME: z.string().default(""),
});

/** Settings of the function. */
export interface ReportSettings {
  readonly domainId: string;
  readonly bucket: string;
  readonly table?: string;
  readonly readerArn?: string;
  readonly contentKey?: string;
  /** Version of that object; absent: the newest. */
  readonly contentVersion?: string;
  readonly requestDays: number;
  readonly grantHours: number;
  /** Name of the function itself, by which its metric is found. */
  readonly functionName: string;
}

/** Reads the settings. @throws Error that says in one line which variables are wrong */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ReportSettings {
  const { data, error } = variables.safeParse(environment);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new Error(`the function of reports is misconfigured: ${problems}; fix: apply the layer that creates it`);
  }
  return {
    domainId: data.DOMAIN_ID,
    bucket: data.REPORTS_BUCKET,
    table: data.APPLICATION_TABLE,
    readerArn: data.READER_ROLE_ARN,
    contentKey: data.REPORT_CONTENT_KEY,
    contentVersion: data.REPORT_CONTENT_VERSION,
    requestDays: data.REQUEST_DAYS,
    grantHours: data.GRANT_HOURS,
    functionName: data.AWS_LAMBDA_FUNCTION_NAME,
  };
}

const designation = z.enum([
  "PROJECT_OWNER",
  "PROJECT_CONTRIBUTOR",
  "PROJECT_CATALOG_VIEWER",
  "PROJECT_CATALOG_CONSUMER",
  "PROJECT_CATALOG_STEWARD",
]);
const roleArn = z.string().startsWith("arn:");
const accountId = z.string().regex(/^\d{12}$/);
const place = { path: z.string(), stage: z.string() };

/** Content of the configuration, as Terraform writes it into the bucket. */
export const reportContent = z.strictObject({
  /** ARNs of roles whose sessions are people. */
  peopleRoles: z.array(roleArn).default([]),
  /** Beginning of the ARNs of the roles as which the application asks for people; absent: it asks for nobody. */
  askingRoles: askingRoleArns.optional(),
  /** Rights that are expected; without them none are checked. */
  rights: z
    .strictObject({
      projects: z.array(
        z.strictObject({
          ...place,
          name: z.string(),
          members: z.array(z.strictObject({ identifier: z.string(), designation })),
        }),
      ),
      units: z.array(z.strictObject({ ...place, unit: z.string(), owners: z.array(z.string()) })),
      platform: z.array(z.string()),
      askingRoles: z.string().optional(),
      targetWriters: z.array(z.string()),
    })
    .optional(),
  /** Accounts whose policies are read, with the role that reads them. */
  policyReaders: z.array(z.strictObject({ accountId, roleArn })).default([]),
  /** Costs; without them the report says that none are configured. */
  cost: z
    .strictObject({
      tag: z.string().min(1).max(128).default(SERVICE_TAG),
      /** Role in the payer account that may ask Cost Explorer. */
      roleArn: roleArn.optional(),
      /** Months before the present one. */
      months: z.number().int().min(0).max(12).default(2),
      accounts: z.array(z.strictObject({ id: accountId, name: z.string(), businessUnit: z.string().optional() })),
      budgets: z.array(
        z.strictObject({
          of: z.enum(["project", "account", "business-unit"]),
          subject: z.string(),
          amount: z.number().positive(),
          currency: z.string().length(3),
        }),
      ),
    })
    .optional(),
});

/** Checked content of the configuration. */
export type ReportContent = z.output<typeof reportContent>;
