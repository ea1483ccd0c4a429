/** A code of preflight: what was found, and what usually mends it. */
export interface PreflightCodeEntry {
  readonly meaning: string;
  readonly fix: string;
}

/** Codes of everything that preflight finds. They do not change their meaning. */
export const PREFLIGHT_CODES = {
  ACCOUNT_OUTSIDE_ORGANIZATION: {
    meaning: "An account is not in the organization with which the domain is shared, and is not invited",
    fix: "move it into the organization, or name it in sharing.invitedAccounts",
  },
  ASSOCIATION_BROKEN: {
    meaning: "The domain is shared with an account, and the account does not see it",
    fix: "have the invitation accepted, or remove the failed association and apply the sharing layer",
  },
  BLUEPRINT_GRANT_MISSING: {
    meaning: "No project may create environments from a blueprint that an account enables",
    fix: "apply the account's association, or give the blueprint a grantTo",
  },
  BLUEPRINT_INCOMPLETE: {
    meaning: "A blueprint's configuration lacks what a deployment and a deletion need, though the service took it",
    fix: "apply the account's association",
  },
  BLUEPRINT_NOT_ENABLED: {
    meaning: "A live profile deploys a blueprint that its account has not enabled in the Region",
    fix: "enable the blueprint in the account and apply its association",
  },
  CREATOR_NOT_PERMITTED: {
    meaning: "The role that creates standing projects neither owns the domain's units nor has a grant",
    fix: "make the role an owner of the root unit",
  },
  DOMAIN_UNAVAILABLE: {
    meaning: "The domain is not available, or is not of version V2",
    fix: "wait until it is created; a domain whose creation failed has to be deleted",
  },
  ENDPOINT_SERVICE_MISSING: {
    meaning: "A Region does not offer a network's interface endpoint to the account, or not in each of its zones",
    fix: "take the service out of interfaceEndpoints, or choose other zones",
  },
  FUNCTION_NOT_A_MEMBER: {
    meaning:
      "The control-plane function is no member of an adopted project in which it keeps something, or may only look",
    fix: "make its role an owner of the project",
  },
  IDENTITY_CENTER_MISSING: {
    meaning: "The domain signs people in through IAM Identity Center, which has no instance in its Region",
    fix: "enable IAM Identity Center in the Region, or choose the domain's Region after it",
  },
  KEY_POLICY: {
    meaning: "The policy of a KMS key does not let in who has to use it",
    fix: "add the statement that the policy of a created key has",
  },
  KEY_UNUSABLE: {
    meaning: "A KMS key that is given does not exist, is disabled, or is of another kind",
    fix: "give the ARN of a symmetric key for encryption that is enabled",
  },
  LOOK_REFUSED: {
    meaning: "AWS refused a read, so that a check could not look",
    fix: "give the role what npm run policies prints for the purpose preflight, or ignore it",
  },
  NAME_TAKEN: {
    meaning: "Something that is not ours has a name that the apply needs",
    fix: "give it in the configuration, import it, remove it, or choose another organization.namePrefix",
  },
  NETWORK_UNFIT: {
    meaning: "A VPC or its subnets are not there, or cannot serve projects",
    fix: "correct the ids, or prepare the network",
  },
  ORGANIZATION_MISMATCH: {
    meaning: "The account that owns the domain is in no organization, or in another one than the configuration says",
    fix: "correct organization.organizationId or sharing.principals",
  },
  PARAMETER_MISSING: {
    meaning: "A profile does not declare a parameter for which the blueprint's template has no default",
    fix: "declare it in the profile's configuration",
  },
  PARAMETER_REFUSED: {
    meaning: "A profile or a project has a value that the blueprint's template does not take",
    fix: "use one of the template's values",
  },
  PROJECT_GRANT_MISSING: {
    meaning: "Nobody may create projects from a live profile",
    fix: "grant CREATE_PROJECT_FROM_PROJECT_PROFILE for it and apply",
  },
  PROJECT_STUCK: {
    meaning: "A project failed to deploy or to be deleted",
    fix: "mend the cause, then deploy or delete it again",
  },
  QUOTA_EXHAUSTED: {
    meaning: "An account has no room left for what the apply creates",
    fix: "ask for a higher quota, or remove what is not needed",
  },
  REGION_NOT_ENABLED: {
    meaning: "An account has not enabled a Region that it is to use",
    fix: "enable the Region in the account",
  },
  ROLE_MISSING: {
    meaning: "A role that the configuration names does not exist",
    fix: "create it, correct its ARN, or let it be created",
  },
  ROLE_NOT_ASSUMABLE: {
    meaning: "A role of an account cannot be assumed",
    fix: "create the role, and have it trust whoever runs this, with the external id of the configuration",
  },
  ROLE_TRUST: {
    meaning: "A role does not trust the service that has to assume it, or trusts it for another account",
    fix: "correct the role's trust policy",
  },
  SHARING_DISABLED: {
    meaning: "AWS RAM does not share inside of the organization",
    fix: "run aws ram enable-sharing-with-aws-organization in the management account",
  },
  ZONE_MISSING: {
    meaning: "An account does not see an Availability Zone of a network that is created",
    fix: "name zones that the account sees",
  },
} as const satisfies Readonly<Record<string, PreflightCodeEntry>>;

/** A code of preflight. */
export type PreflightCode = keyof typeof PREFLIGHT_CODES;
