import { blueprints, defineEnvironment } from "smus-cdktf";

/** A domain of its own for trials: states in a directory, signing in through IAM, everything may be destroyed. */
export default defineEnvironment({
  organization: { namePrefix: "globex-lab" },
  state: { backend: "local", directory: ".smus/lab" },
  protection: "none",
  governanceAccount: "lab",
  // The governance account may host projects too; in the other one what use cases of `core` make runs on trial, without a project.
  accounts: { lab: { id: "300000000090", blueprints: blueprints("Tooling") }, "lab-jobs": { id: "300000000091" } },
  domain: { name: "globex-lab", region: "eu-central-1", singleSignOn: { type: "DISABLED" } },
  sharing: { principals: "accounts" },
  // Takes part in the use cases of another domain.
  aiops: { fromStage: "core" },
  // A project that exists for the vocabulary only owns it.
  catalog: {
    owner: { create: { name: "Vocabulary", description: "Words on trial", unit: "root" } },
    // Somebody has granted them by hand.
    ownerGrants: false,
    glossaries: { trial: { name: "Trial" } },
  },
});
