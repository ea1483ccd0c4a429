import { governanceIf, isFilled, TEXTS, type LayerDescriptor } from "./layer";

/** Layer of the project profiles and account pools from which projects are made. */
export const profiles = {
  documentation: {
    account: "governance",
    holds: "pools, project profiles, grants that name profiles",
    existsIn: "every stage with one of them",
    deployRole: "governance account: pools, project profiles and their grants",
  },
  accountsIn: (stage) => governanceIf(stage, [stage.pools, stage.profiles, stage.environment.grants].some(isFilled)),
  waitsFor: [
    { layer: "domain", of: "governance" },
    { layer: "association", of: "every" },
    { layer: "git", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "git", of: "governance" },
  ],
  outputs: { accountPoolIds: TEXTS, projectProfileIds: TEXTS },
  missedInSource: true,
  grants: ["CREATE_PROJECT_FROM_PROJECT_PROFILE"],
} as const satisfies LayerDescriptor;
