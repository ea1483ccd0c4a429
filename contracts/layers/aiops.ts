import { TEXT, TEXTS, useCaseAccounts, type LayerDescriptor } from "./layer";

/** Everything that use cases find in an account in which they are built or run. */
export const aiops = {
  documentation: {
    account: "each in which a use case builds or runs",
    holds:
      "for use cases: artifacts and their key, registry, roles of repositories within boundaries, identity providers, events, records of places",
    existsIn: "every stage in which a use case builds or runs",
    deployRole: "accounts of use cases: artifacts, registry, roles of repositories and their boundaries",
  },
  accountsIn: (stage) => useCaseAccounts(stage),
  waitsFor: [
    { layer: "foundation", of: "own" },
    { layer: "foundation", of: "governance" },
    { layer: "projects", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "projects", of: "governance" },
  ],
  outputs: {
    /** Name of the bucket of artifacts. */
    artifactsBucketName: TEXT,
    /** ARN of the role as which functions of AI operations act in the account. */
    accountRoleArn: TEXT,
    /** ARN of the topic of alarms of the account. */
    alarmsTopicArn: TEXT,
    /** Names of the parameters that hold the records of places, by use case. */
    placeParameters: TEXTS,
  },
} as const satisfies LayerDescriptor;
