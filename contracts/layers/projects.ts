import { governanceIf, isFilled, TEXTS, type LayerDescriptor } from "./layer";

/** Standing projects and their members. */
export const projects = {
  documentation: {
    account: "governance",
    holds: "standing projects with their members and connections",
    existsIn: "every stage with projects",
    deployRole: "governance account: standing projects and memberships",
  },
  accountsIn: (stage) => governanceIf(stage, isFilled(stage.projects)),
  waitsFor: [{ layer: "profiles", of: "governance" }],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "profiles", of: "governance" },
    { layer: "git", of: "governance" },
  ],
  outputs: {
    projectIds: TEXTS,
    /** Ids of configured connections by `<project>/<connection>`, but for those to Git repositories: nothing reads through them. */
    connectionIds: TEXTS,
  },
  missedInSource: true,
} as const satisfies LayerDescriptor;
