import { governanceIf, isFilled, TEXT, type LayerDescriptor } from "./layer";

/** Memberships of the jobs of use cases in their projects; in the hub also where events arrive, and the dashboards. */
export const automation = {
  documentation: {
    account: "governance",
    holds:
      "memberships of the roles of repositories in their projects; in the hub of use cases also event bus and dashboards",
    existsIn: "every stage with use cases, and their hub",
    deployRole: "governance account: memberships of roles of repositories; event bus and dashboards of use cases",
  },
  accountsIn: (stage) => governanceIf(stage, stage.aiops !== undefined || isFilled(stage.useCases)),
  waitsFor: [
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
    { layer: "aiops", of: "every" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
  ],
  outputs: {
    /** ARN of the bus to which accounts send changes of their model packages, or `none`. */
    eventBusArn: TEXT,
  },
} as const satisfies LayerDescriptor;
