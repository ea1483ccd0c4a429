import { z } from "zod";
import { BLUEPRINT_NAMES } from "../service/blueprints";
import { DATAZONE_ID, eachKey } from "./adoption";
import { OTHER_PROJECTS, OTHER_TEMPLATES } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, merged, type PromotedStack, type PromotedStage } from "./promotion";
import { GET_DOMAIN, LIST_BLUEPRINTS } from "./service-actions";

const environmentConfiguration = z.strictObject({
  name: z.string(),
  blueprint: z.enum(BLUEPRINT_NAMES),
  description: z.string().optional(),
  deploymentMode: z.enum(["ON_CREATE", "ON_DEMAND"]),
  deploymentOrder: z.number().int().optional(),
  /** A pool-bound configuration carries no account and no Region; the service refuses both together. */
  target: z.union([
    z.strictObject({ awsAccountId: z.string().regex(/^\d{12}$/), regionName: z.string() }),
    z.strictObject({ awsAccountIdPath: z.string(), regionNamePath: z.string() }),
    z.strictObject({ accountPoolIds: z.array(z.string()) }),
  ]),
  /** SSM path from which the service reads parameter values. */
  ssmPath: z.string().optional(),
  parameterOverrides: z.array(
    z.strictObject({ name: z.string(), value: z.string().optional(), isEditable: z.boolean() }),
  ),
  /**
   * Connection to a Git provider, as one more override. Without an ARN it is withheld: the connection waits for the person who
   * finishes it, or does not work any more.
   */
  gitConnection: z.strictObject({ arn: z.string().nullable(), isEditable: z.boolean() }).optional(),
});

/** A project profile with its environment configurations. */
export const projectProfileSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    status: z.enum(["ENABLED", "DISABLED"]),
    domainUnitId: z.string(),
    environmentConfigurations: z.array(environmentConfiguration),
    projectResourceTags: z.array(z.strictObject({ key: z.string(), value: z.string(), isValueEditable: z.boolean() })),
    allowCustomProjectResourceTags: z.boolean(),
    projectResourceTagsDescription: z.string().optional(),
  }),
  ["domainId"],
);

/** Project profiles. */
export const projectProfile = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, LIST_BLUEPRINTS, "datazone:GetProjectProfile", "datazone:ListProjectProfiles"],
    writeActions: ["datazone:CreateProjectProfile", "datazone:UpdateProjectProfile", "datazone:DeleteProjectProfile"],
  },
  attributes: [],
  evidence:
    "S: `accountPools` is absent from AWS::DataZone::ProjectProfile; D: awscc pairs configurations by position (awscc 1880)",
  undetectable: [
    OTHER_TEMPLATES,
    OTHER_PROJECTS,
    {
      what: "values of parameters that a profile reads from SSM",
      why: "the profile holds the path, not the value",
    },
  ],
  adoption: {
    ProjectProfile: {
      by: "control-plane",
      keys: "<profile>",
      id: "the id of a profile",
      idPattern: DATAZONE_ID,
      addresses: ({ environment }) => eachKey(environment.profiles),
      describedAt: () => ({ among: [["profiles"]] }),
    },
  },
  promotion: {
    profiles: (stack) =>
      merged([
        eachItem(stack, "profiles", stack.stage.profiles, (profile) => ({
          description: profile.description,
          unit: profile.unit,
          status: profile.status,
          resourceTags: profile.resourceTags,
          allowCustomResourceTags: profile.allowCustomResourceTags,
          resourceTagsDescription: profile.resourceTagsDescription,
          git: profile.git,
        })),
        ...Object.values(stack.stage.profiles).map((profile) =>
          promotedConfigurations(stack, `profiles.${profile.key}.configurations`, profile.configurations),
        ),
      ]),
  },
} as const satisfies KindDescriptor;

type Configurations = PromotedStage["profiles"][string]["configurations"];

function promotedConfigurations(stack: PromotedStack, prefix: string, configurations: Configurations) {
  return merged(
    configurations.map(({ name, blueprint, description, deploymentMode, deploymentOrder, ssmPath, parameters }) => ({
      [`${prefix}.${name}`]: stack.natural({ blueprint, description, deploymentMode, deploymentOrder, ssmPath }),
      ...merged(
        parameters.map((parameter) => ({
          [`${prefix}.${name}.parameters.${parameter.name}`]: stack.natural({
            value: parameter.value,
            editable: parameter.editable,
          }),
        })),
      ),
    })),
  );
}
