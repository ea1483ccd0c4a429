import { z } from "zod";
import { AWS_OWNED } from "../encryption-key";
import { NONE } from "../missing-value";
import { ROLE_NAMES } from "../names";
import { BLUEPRINT_NAMES } from "../service/blueprints";
import { DATAZONE_ID } from "./adoption";
import { kindSchema, type KindDescriptor } from "./kind";
import { accountOf, accountPrefix, eachItem, merged } from "./promotion";
import { GET_DOMAIN, LIST_BLUEPRINTS } from "./service-actions";

const parameters = z.record(z.string(), z.string());

/**
 * Parameters of which some come from the account's foundation. The words that stand there for what the account lacks are
 * no values: they arrive where the foundation was not applied since the stage's file gave the account the thing.
 */
const regionalParameters = parameters.refine(
  ({ S3Location, VpcId, KmsKeyArn }) => S3Location !== NONE && VpcId !== NONE && KmsKeyArn !== AWS_OWNED,
  { error: "the account lacks this as it was last applied; apply its foundation first" },
);

/** A managed blueprint that an account enables; the id is that of the blueprint. */
export const blueprintConfigurationSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only: the API name; the function resolves the id, which differs per domain. */
    blueprint: z.enum(BLUEPRINT_NAMES),
    enabledRegions: z.array(z.string()),
    provisioningRoleArn: z.string().optional(),
    manageAccessRoleArn: z.string().optional(),
    environmentRolePermissionBoundary: z.string().optional(),
    /** Region -> name -> value. */
    regionalParameters: z.record(z.string(), regionalParameters),
    /** Not returned by the service: compared through the ledger's fingerprint only. */
    globalParameters: parameters,
    lakeFormation: z
      .strictObject({ locationRegistrationRoleArn: z.string(), excludeS3Locations: z.array(z.string()).optional() })
      .optional(),
  }),
  ["domainId", "blueprint"],
);

/** Blueprints of accounts. */
export const blueprintConfiguration = {
  servedBy: "hosting",
  permissions: {
    readActions: [
      GET_DOMAIN,
      LIST_BLUEPRINTS,
      "datazone:GetEnvironmentBlueprintConfiguration",
      // Who needs the configuration.
      "datazone:GetProject",
      "datazone:GetProjectProfile",
      "datazone:ListEnvironments",
      "datazone:ListProjects",
    ],
    writeActions: ["datazone:PutEnvironmentBlueprintConfiguration", "datazone:DeleteEnvironmentBlueprintConfiguration"],
    passedRoles: [
      {
        property: "provisioningRoleArn",
        service: "datazone.amazonaws.com",
        created: ({ governanceAccountId }) => [ROLE_NAMES.provisioning(governanceAccountId)],
      },
      {
        property: "manageAccessRoleArn",
        service: "datazone.amazonaws.com",
        // `*`: the id of the domain, which does not exist yet.
        created: ({ domainRegion }) => [ROLE_NAMES.manageAccess(domainRegion, "*")],
      },
      {
        property: "globalParameters.sagemakerQueryExecutionRoleArn",
        service: "datazone.amazonaws.com",
        created: () => [ROLE_NAMES.queryExecution],
      },
      { property: "lakeFormation.locationRegistrationRoleArn", service: "datazone.amazonaws.com" },
    ],
  },
  attributes: [],
  evidence: "S: as `GroupProfile`; the service erases what a write leaves out",
  undetectable: [
    {
      what: "global parameters of a blueprint",
      why: "GetEnvironmentBlueprintConfiguration does not return them",
    },
    {
      what: "resource configurations of a blueprint, and whether it takes those of users",
      why: "no stage file says them; a write of the configuration sends back what is there",
    },
    {
      what: "blueprints that somebody enabled beside the configured ones",
      why: "only what is configured is compared",
    },
  ],
  adoption: {
    BlueprintConfiguration: {
      by: "control-plane",
      keys: "<account>/<blueprint>",
      id: "the id of the blueprint",
      idPattern: DATAZONE_ID,
      addresses: ({ accounts, environment }) =>
        [...accounts].flatMap((key) =>
          Object.keys(environment.accounts[key].blueprints).map((blueprint) => [key, blueprint]),
        ),
      describedAt: (account) => ({
        among: [
          ["domain"],
          ["governanceAccount"],
          ["accounts"],
          ["accounts", account],
          ["accounts", account, "blueprints"],
        ],
      }),
      sameIdInAccounts: true,
    },
  },
  promotion: {
    association: (stack) =>
      merged(
        Object.entries(accountOf(stack).blueprints).flatMap(([name, blueprint]) => {
          if (blueprint === undefined) return [];
          const item = `${accountPrefix(stack)}.blueprints.${name}`;
          const { grantTo, globalParameters } = blueprint;
          return [
            { [item]: stack.natural({ grantTo }) },
            eachItem(stack, `${item}.parameters`, globalParameters, (value) => value),
          ];
        }),
      ),
  },
} as const satisfies KindDescriptor;
