import { governanceIf, isFilled, type LayerDescriptor } from "./layer";

/**
 * The inventories of standing projects: data sources, and what is said of assets. It comes after the vocabulary, whose
 * forms and terms both name; the vocabulary comes after the projects, because one of them owns it.
 */
export const inventory = {
  documentation: {
    account: "governance",
    holds: "data sources of standing projects, terms, forms and texts of assets",
    existsIn: "every stage whose projects have some",
    deployRole: "governance account: data sources and assets",
  },
  accountsIn: (stage) =>
    governanceIf(
      stage,
      Object.values(stage.projects).some(({ dataSources, assets }) => isFilled(dataSources) || isFilled(assets)),
    ),
  waitsFor: [
    { layer: "projects", of: "governance" },
    { layer: "catalog", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
    { layer: "catalog", of: "governance" },
  ],
  outputs: {},
} as const satisfies LayerDescriptor;
