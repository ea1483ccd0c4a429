import { z } from "zod";
import { CONNECTION_KIND_NAMES } from "../service/connections";
import { DATAZONE_ID } from "./adoption";
import { kindSchema, type KindDescriptor } from "./kind";
import { withoutPlaces } from "./places";
import { eachItem, merged } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A connection of a project to another service or a store of data. */
export const connectionSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only. */
    projectId: z.string(),
    /** Create-only. */
    name: z.string(),
    description: z.string().optional(),
    /** Place of what it leads to; where absent, that of the project's tooling. */
    location: z
      .strictObject({
        awsAccountId: z.string().optional(),
        awsRegion: z.string().optional(),
        accessRole: z.string().optional(),
      })
      .optional(),
    /** Create-only: member of the API's union of properties. */
    kind: z.enum(CONNECTION_KIND_NAMES),
    /** Properties that UpdateConnection takes, in the API's form. */
    properties: z.record(z.string(), z.json()),
    /** Create-only: the other properties, as canonical JSON. */
    fixedProperties: z.string(),
    /** Create-only: `true` where identities are propagated. */
    trustedIdentityPropagation: z.enum(["true"]).optional(),
  }),
  ["domainId", "projectId", "name", "kind", "fixedProperties", "trustedIdentityPropagation"],
);

/** Connections of standing projects; they are promoted with their project. */
export const connection = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetConnection", "datazone:ListConnections"],
    writeActions: ["datazone:CreateConnection", "datazone:UpdateConnection", "datazone:DeleteConnection"],
  },
  attributes: [],
  evidence:
    "S: properties, location and environment of AWS::DataZone::Connection are write-only, so Cloud Control compares nothing; D: the update lacks the domain's id (awscc 1591, 1804)",
  undetectable: [
    {
      what: "properties of a connection that the service does not return",
      why: "GetConnection leaves some out, those of Glue's authentication among them; they are compared with what was last written",
    },
    { what: "connections that were added to a standing project", why: "its members make more in the portal" },
  ],
  adoption: {
    Connection: {
      by: "control-plane",
      keys: "<project>/<connection>",
      id: "the id of a connection",
      idPattern: DATAZONE_ID,
      addresses: ({ environment }) =>
        Object.entries(environment.projects).flatMap(([project, { connections }]) =>
          Object.keys(connections).map((key) => [project, key]),
        ),
      describedAt: (project) => ({
        among: [["projects"], ["projects", project], ["projects", project, "connections"]],
      }),
    },
  },
  promotion: {
    projects: (stack) =>
      merged(
        Object.values(stack.stage.projects).map(({ key, connections }) =>
          eachItem(stack, `projects.${key}.connections`, connections, withoutPlaces),
        ),
      ),
  },
} as const satisfies KindDescriptor;
