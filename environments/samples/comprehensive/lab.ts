import { blueprints, defineEnvironment } from "smus-cdktf";

/** A domain of its own for trials: states in a directory, signing in through IAM, everything may be destroyed. */
export default defineEnvironment({
  organization: { namePrefix: "globex-lab" },
  state: { backend: "local", directory: ".smus/lab" },
  protection: "none",
  governanceAccount: "lab",
  // The governance account may host projects too; in the other one what use cases of `core` make runs on trial, without a project.
  accounts: { lab: { id: "300000000090", blueprints: blueprints("Tooling") }, "lab-jobs": { id: "300000000091" } },
  domain: {
    name: "globex-lab",
    region: "eu-central-1",
    singleSignOn: { type: "DISABLED" },
    groups: { librarians: { rolePrincipalArn: "arn:aws:iam::300000000090:role/librarians" } },
    grants: { librarians: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { group: "librarians" } } },
  },
  sharing: { principals: "accounts" },
  // Takes part in the use cases of another domain.
  aiops: { fromStage: "core" },
  // A project that exists for the vocabulary only owns it.
  catalog: {
    owner: {
      create: {
        name: "Vocabulary",
        description: "Words on trial",
        unit: "root",
        members: { librarians: { group: "librarians", designation: "PROJECT_OWNER" } },
      },
    },
    // Somebody has granted them by hand.
    ownerGrants: false,
    glossaries: { trial: { name: "Trial" } },
  },
});
