import { z } from "zod";
import { DATAZONE_ID, eachKey } from "./adoption";
import { OTHER_TEMPLATES } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, type PromotedStack } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A pool of accounts from which projects get theirs. */
export const accountPoolSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    source: z.union([
      z.strictObject({
        accounts: z.array(
          z.strictObject({
            awsAccountId: z.string().regex(/^\d{12}$/),
            supportedRegions: z.array(z.string()),
            awsAccountName: z.string().optional(),
          }),
        ),
      }),
      z.strictObject({
        handler: z.strictObject({ lambdaFunctionArn: z.string(), lambdaExecutionRoleArn: z.string() }),
      }),
    ]),
  }),
  ["domainId"],
);

/** Account pools. */
export const accountPool = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetAccountPool", "datazone:ListAccountPools"],
    writeActions: ["datazone:CreateAccountPool", "datazone:UpdateAccountPool", "datazone:DeleteAccountPool"],
    passedRoles: [
      {
        property: "source.handler.lambdaExecutionRoleArn",
        service: "datazone.amazonaws.com",
        // `*`: the key of the pool, see modules/account-pool-handler.
        created: () => ["AmazonDataZoneAccountPool-*"],
      },
    ],
  },
  attributes: [],
  evidence: "S: no CloudFormation type, no awscc resource, no aws resource",
  undetectable: [
    OTHER_TEMPLATES,
    { what: "names of pool members that are not configured", why: "the service fills them in" },
    {
      what: "what a pool handler answers",
      why: "the service asks the function whenever somebody creates a project",
    },
  ],
  adoption: {
    AccountPool: {
      by: "control-plane",
      keys: "<pool>",
      id: "the id of a pool",
      idPattern: DATAZONE_ID,
      addresses: ({ environment }) => eachKey(environment.pools),
      describedAt: () => ({ among: [["pools"]] }),
    },
  },
  promotion: {
    profiles: (stack) =>
      eachItem(stack, "pools", stack.stage.pools, ({ description, source }) => ({
        description,
        source: promotedSource(stack, source),
      })),
  },
} as const satisfies KindDescriptor;

function promotedSource({ accountName }: PromotedStack, source: object): unknown {
  // Which organizational units, tags and functions a stage has is its own.
  if ("handler" in source) return "handler";
  if ("discover" in source) return "discover";
  const { accounts } = source as { readonly accounts: readonly { readonly account: string }[] };
  return [...new Set(accounts.map(({ account }) => accountName(account)))].sort();
}
