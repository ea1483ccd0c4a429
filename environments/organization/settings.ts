import { defineFragment } from "smus-cdktf";

/** Settings that all stages share. Replace the name prefix first: it becomes part of state bucket names. */
export const organization = defineFragment("organization", {
  namePrefix: "example",
  // The domain's key trusts the organization, so that a new account changes nothing in the stage that owns the domain.
  organizationId: "o-exampleorg1",
  tags: { "data-owner": "data-governance-office" },
});

/** Roles that exist in every account before the first run; `npm run policies` prints what they must be allowed to do. */
export const access = defineFragment("access", { deployRoleName: "smus-deploy", planRoleName: "smus-plan" });

/** The account that owns the domain. Every stage names it. */
export const governanceAccount = "data-governance";
