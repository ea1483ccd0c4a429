import { z } from "zod";
import { DATAZONE_ID, eachKey } from "./adoption";
import { OTHER_PROJECTS } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, merged } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

const parameters = z.record(z.string(), z.string());

/** A project with what its environments need. */
export const projectSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    domainUnitId: z.string(),
    /** Create-only. */
    projectProfileId: z.string(),
    /** Create-only. */
    projectExecutionRoleArn: z.string().optional(),
    /** Create-only. */
    projectCategory: z.string().optional(),
    glossaryTermIds: z.array(z.string()),
    resourceTags: parameters,
    /** One entry per environment configuration of a pool-bound profile, or where parameters are overridden. */
    environments: z.array(
      z.strictObject({
        environmentConfigurationName: z.string(),
        account: z
          .strictObject({
            awsAccountId: z.string().regex(/^\d{12}$/),
            regionName: z.string(),
            sourceAccountPoolId: z.string().optional(),
          })
          .optional(),
        parameters,
        /** Repository, as two more parameters. Without an id it is withheld: the profile's connection waits to be finished. */
        repository: z.strictObject({ id: z.string().nullable(), branch: z.string() }).optional(),
      }),
    ),
  }),
  ["domainId", "projectProfileId", "projectExecutionRoleArn", "projectCategory"],
);

/** Standing projects. */
export const project = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetProject", "datazone:ListProjects"],
    writeActions: ["datazone:CreateProject", "datazone:UpdateProject", "datazone:DeleteProject"],
    passedRoles: [{ property: "projectExecutionRoleArn", service: "datazone.amazonaws.com" }],
  },
  attributes: [],
  evidence:
    "S: user parameters of AWS::DataZone::Project lack the resolved account; D: the update lacks the domain's id (awscc 1591, 1804)",
  undetectable: [
    {
      what: "parameters of a project's environments that the service does not return",
      why: "GetProject may leave them out; they are compared with what was last written",
    },
    {
      what: "resources inside of a project's environments",
      why: "AWS deploys them with CloudFormation, in the project's account",
    },
    OTHER_PROJECTS,
  ],
  adoption: {
    Project: {
      by: "control-plane",
      keys: "<project>",
      id: "the id of a project",
      idPattern: DATAZONE_ID,
      addresses: ({ environment }) => eachKey(environment.projects),
      describedAt: (key) => ({ among: [["projects"], ["projects", key], ["projects", key, "members"]] }),
    },
  },
  promotion: {
    projects: (stack) =>
      merged([
        eachItem(stack, "projects", stack.stage.projects, (entry) => ({
          description: entry.description,
          unit: entry.unit,
          profile: entry.profile,
          category: entry.category,
          glossaryTermIds: stack.oneDomain ? entry.glossaryTermIds : entry.glossaryTermIds.length,
          resourceTags: entry.resourceTags,
          members: entry.members,
          git: entry.git,
        })),
        ...Object.values(stack.stage.projects).flatMap(({ key, environments }) =>
          environments.map((environment) =>
            eachItem(
              stack,
              `projects.${key}.environments.${environment.configuration}.parameters`,
              environment.parameters,
              (value) => value,
            ),
          ),
        ),
      ]),
  },
} as const satisfies KindDescriptor;
