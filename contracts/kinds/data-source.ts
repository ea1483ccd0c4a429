import { z } from "zod";
import { DATAZONE_ID } from "./adoption";
import { formReference } from "./asset-type";
import { kindSchema, type KindDescriptor } from "./kind";
import { withoutPlaces } from "./places";
import { eachItem, merged } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A data source of a project: what it imports, from where, and when. */
export const dataSourceSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only. */
    projectId: z.string(),
    /** Create-only. */
    type: z.enum(["GLUE", "REDSHIFT"]),
    /** Create-only: name of a connection of the project. */
    connectionName: z.string(),
    /** Create-only: id of that connection, where the configuration keeps it; where absent, it is looked up by its name. */
    connectionId: z.string().optional(),
    name: z.string(),
    description: z.string().optional(),
    catalogName: z.string().optional(),
    dataAccessRoleArn: z.string().optional(),
    importsDataQuality: z.boolean(),
    filters: z.array(
      z.strictObject({
        database: z.string(),
        schema: z.string().optional(),
        include: z.array(z.string()),
        exclude: z.array(z.string()),
      }),
    ),
    redshiftStorage: z
      .union([z.strictObject({ clusterName: z.string() }), z.strictObject({ workgroupName: z.string() })])
      .optional(),
    redshiftSecretArn: z.string().optional(),
    enabled: z.boolean(),
    publishOnImport: z.boolean(),
    generatesBusinessNames: z.boolean(),
    schedule: z.strictObject({ cron: z.string(), timeZone: z.string() }).optional(),
    forms: z.array(
      z.strictObject({
        name: z.string(),
        formType: formReference.formType,
        /** Absent: the newest when it is written. */
        revision: formReference.revision.optional(),
        /** JSON text. */
        content: z.string(),
      }),
    ),
  }),
  ["domainId", "projectId", "type", "connectionName", "connectionId"],
);

/** Data sources of standing projects. */
export const dataSource = {
  servedBy: "governance",
  permissions: {
    readActions: [
      GET_DOMAIN,
      "datazone:GetConnection",
      "datazone:GetDataSource",
      "datazone:GetFormType",
      "datazone:ListConnections",
      "datazone:ListDataSources",
    ],
    writeActions: ["datazone:CreateDataSource", "datazone:UpdateDataSource", "datazone:DeleteDataSource"],
    passedRoles: [{ property: "dataAccessRoleArn", service: "datazone.amazonaws.com" }],
  },
  attributes: [],
  evidence:
    "S: configuration and forms of AWS::DataZone::DataSource are write-only, so Cloud Control compares nothing; D: the update lacks the domain's id (awscc 1591, 1804)",
  undetectable: [
    { what: "data sources that were added to a standing project", why: "its members make more in the portal" },
  ],
  adoption: {
    DataSource: {
      by: "control-plane",
      keys: "<project>/<data source>",
      id: "the id of a data source",
      idPattern: DATAZONE_ID,
      addresses: ({ environment }) =>
        Object.entries(environment.projects).flatMap(([project, { dataSources }]) =>
          Object.keys(dataSources).map((key) => [project, key]),
        ),
      describedAt: (project) => ({
        among: [["projects"], ["projects", project], ["projects", project, "dataSources"]],
      }),
    },
  },
  promotion: {
    inventory: (stack) =>
      merged(
        Object.values(stack.stage.projects).map(({ key, dataSources }) =>
          eachItem(stack, `projects.${key}.dataSources`, dataSources, withoutPlaces),
        ),
      ),
  },
} as const satisfies KindDescriptor;
