import { z } from "zod";
import { CLOUDFORMATION_ENTITIES, CLOUDFORMATION_POLICIES } from "../service/policies";
import { type AdoptingFile, eachKey, GRANT_ID, ownDomain } from "./adoption";
import { GRANT_PRINCIPAL } from "./grant-principal";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, type PromotedGrant, type PromotedStack } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/**
 * A policy grant that was there before the configuration. Others are Cloud Control's, whose resource in Terraform cannot
 * be imported. Everything in it is create-only.
 */
export const policyGrantSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    entityType: z.enum(CLOUDFORMATION_ENTITIES),
    entityIdentifier: z.string(),
    policyType: z.enum(CLOUDFORMATION_POLICIES),
    ...GRANT_PRINCIPAL,
    /** For policies on units. */
    detailIncludesChildren: z.enum(["true", "false"]).optional(),
    /** Ids of project profiles, separated by commas, for CREATE_PROJECT_FROM_PROJECT_PROFILE. */
    detailProjectProfileIds: z.string().optional(),
    /** For CREATE_ENVIRONMENT_PROFILE. */
    detailDomainUnitId: z.string().optional(),
  }),
  [
    "domainId",
    "entityType",
    "entityIdentifier",
    "policyType",
    "principalType",
    "principalId",
    "projectDesignation",
    "includeChildDomainUnits",
    "detailIncludesChildren",
    "detailProjectProfileIds",
    "detailDomainUnitId",
  ],
);

/** Adopted grants, and what is promoted of all grants. */
export const policyGrant = {
  servedBy: "adopting",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:ListPolicyGrants"],
    writeActions: ["datazone:AddPolicyGrant", "datazone:RemovePolicyGrant"],
  },
  attributes: [],
  evidence: "S: `aws_cloudcontrolapi_resource` has no importer; adopted grants only",
  undetectable: [],
  adoption: {
    PolicyGrant: {
      by: "control-plane",
      keys: "<grants or domain.grants>/<grant>",
      id: "the id of a grant, 10 letters, digits, + and /",
      idPattern: GRANT_ID,
      addresses: (stage) => [
        ...eachKey(ownDomain(stage)?.grants ?? {}).map(([key]) => ["domain.grants", key]),
        ...eachKey(stage.environment.grants).map(([key]) => ["grants", key]),
      ],
      describedAt: (home) => ({ among: home === "grants" ? [["grants"]] : [["domain"], ["domain", "grants"]] }),
      issuer: ([home, key], file) => issuerOf(grantsAt(home, file)[key]),
    },
    BlueprintGrant: {
      by: "control-plane",
      keys: "<account>/<blueprint>/<unit>-<designation>",
      id: "the id of a grant, 10 letters, digits, + and /",
      idPattern: GRANT_ID,
      addresses: ({ accounts, environment }) =>
        [...accounts].flatMap((key) =>
          Object.entries(environment.accounts[key].blueprints).flatMap(([name, blueprint]) =>
            (blueprint?.grantTo ?? []).map(({ unit, designation }) => [
              key,
              name,
              blueprintGrantKey(unit, designation),
            ]),
          ),
        ),
      describedAt: (account, blueprint) => ({
        among: [
          ["domain"],
          ["governanceAccount"],
          ["accounts"],
          ["accounts", account],
          ["accounts", account, "blueprints"],
        ],
        reads: [["accounts", account, "blueprints", blueprint]],
      }),
      issuer: ([account]) => account,
    },
  },
  promotion: {
    domain: (stack) => promotedGrants(stack, "domain.grants", withoutAccount(stack.stage.domain.grants)),
    association: (stack) => {
      const { stage, account } = stack;
      return {
        ...promotedGrants(stack, "grants", issuedBy(account, stage.environment.grants)),
        ...(stage.ownsDomain ? promotedGrants(stack, "domain.grants", issuedBy(account, stage.domain.grants)) : {}),
      };
    },
    profiles: (stack) => promotedGrants(stack, "grants", withoutAccount(stack.stage.environment.grants)),
  },
} as const satisfies KindDescriptor;

/** Key of a blueprint's grant: the unit, and which members of its projects. */
export function blueprintGrantKey(unit: string, designation: string): string {
  return `${unit}-${designation.toLowerCase()}`;
}

type Grants = Readonly<Record<string, PromotedGrant>>;

function grantsAt(home: string, { grants, domain }: AdoptingFile): Readonly<Record<string, object>> {
  return home === "grants" ? grants : "grants" in domain ? domain.grants : {};
}

/** A grant on a blueprint is issued by the account that it names. */
function issuerOf(grant: object | undefined): string | undefined {
  return grant !== undefined && "account" in grant ? (grant.account as string) : undefined;
}

function issuedBy(account: string, grants: Grants): Grants {
  return Object.fromEntries(Object.entries(grants).filter(([, grant]) => issuerOf(grant) === account));
}

function withoutAccount(grants: Grants): Grants {
  return Object.fromEntries(Object.entries(grants).filter(([, grant]) => issuerOf(grant) === undefined));
}

function promotedGrants(stack: PromotedStack, prefix: string, grants: Grants) {
  return eachItem(stack, prefix, grants, (grant) => promotedGrant(stack, grant));
}

/** Ids of the domain's own objects are left out: they are the stage's. */
function promotedGrant({ accountName }: PromotedStack, grant: PromotedGrant): unknown {
  const { principal, environmentProfileId: _id, ...detail } = grant as GrantMembers;
  return {
    ...detail,
    ...(detail.profiles === undefined ? {} : { profiles: detail.profiles.toSorted() }),
    ...(detail.account === undefined ? {} : { account: accountName(detail.account) }),
    principal: withoutProjectId(principal),
  };
}

interface GrantMembers extends PromotedGrant {
  readonly environmentProfileId?: string;
  readonly profiles?: readonly string[];
  readonly account?: string;
}

function withoutProjectId(principal: object): unknown {
  if (!("project" in principal)) return principal;
  const { projectId: _id, ...project } = principal.project as { readonly projectId?: string };
  return { project };
}
