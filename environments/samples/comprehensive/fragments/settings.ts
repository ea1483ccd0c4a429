import { defineFragment } from "smus-cdktf";

/** Everything that all stages of one domain must agree on belongs in a fragment. */
export const organization = defineFragment("organization", {
  // Part of the names of state buckets, functions and key aliases.
  namePrefix: "globex",
  // With it the domain's key trusts the organization: a new account does not touch the stage that owns the domain.
  organizationId: "o-example1234",
  // The default. A wider constraint lets bootstrap choose a provider that was not tested with this project.
  awsProvider: { version: "~> 5.100" },
  // Some of the team work on a Mac; pipelines run on Linux.
  platforms: ["darwin_arm64", "linux_amd64"],
  partition: "aws",
  tags: { owner: "data-platform" },
});

/** Roles through which terraform reaches the accounts. */
export const access = defineFragment("access", {
  deployRoleName: "smus-deploy",
  // Assumed instead of the deploy role while SMUS_ACCESS=plan; it cannot write.
  planRoleName: "smus-plan",
  externalId: "globex-smus",
});

/** State buckets in a Region of their own. */
export const state = defineFragment("state", { backend: "s3", region: "eu-west-1" });

/** The account that owns the domain. */
export const governance = defineFragment("accounts", {
  governance: { id: "300000000000", name: "Data governance", costCenter: "CC-1" },
});
