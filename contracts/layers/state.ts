import { TEXT, type LayerDescriptor } from "./layer";

/** Layer of the bucket in which an account keeps its states. */
export const state = {
  documentation: {
    account: "each",
    holds: "state bucket and its key (S3 backend only)",
    existsIn: "the stage that brings the account",
    deployRole: "every account with an S3 backend: the state bucket itself (`npm run bootstrap`)",
  },
  accountsIn: ({ environment, accounts }) => (environment.state.backend === "s3" ? Object.keys(accounts) : []),
  oncePerDomain: true,
  waitsFor: [],
  reads: [],
  outputs: { bucketName: TEXT, keyArn: TEXT },
  keepsStates: true,
} as const satisfies LayerDescriptor;
