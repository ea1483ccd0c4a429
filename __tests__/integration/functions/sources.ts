import type { InventoryAsset } from "../../../packages/emulator/services/datazone/inventory/shapes";
import type { ProjectSources } from "../../../packages/emulator/services/datazone/project-sources";
import type { Configured } from "../../unit/functions/support/terraform";
import { GOVERNANCE, type Landscape, REGION } from "./landscape";

/** A connection of a project that has a description from the beginning. */
export function connection(domainId: string, projectId: string, overrides: object = {}): Configured {
  return {
    kind: "Connection",
    key: `${projectId}/connection`,
    properties: {
      domainId,
      projectId,
      name: "warehouse",
      description: "first",
      kind: "athena",
      properties: { workgroupName: "primary" },
      fixedProperties: "{}",
      ...overrides,
    },
  };
}

/** A data source of Glue on the project's own connection. */
export function dataSource(domainId: string, projectId: string, overrides: object = {}): Configured {
  return {
    kind: "DataSource",
    key: `${projectId}/source`,
    properties: {
      domainId,
      projectId,
      type: "GLUE",
      connectionName: "project.iam",
      name: "Sales",
      importsDataQuality: false,
      filters: [{ database: "sales", include: ["*"], exclude: [] }],
      enabled: true,
      publishOnImport: false,
      generatesBusinessNames: false,
      forms: [],
      ...overrides,
    },
  };
}

/** Connections and data sources that the emulator holds in a domain. */
export function sourcesIn({ emulator }: Landscape, domainId: string): ProjectSources {
  const domains = emulator.store.state<Record<string, ProjectSources | undefined>>(
    "datazone-sources",
    GOVERNANCE,
    REGION,
    () => ({}),
  );
  return (domains[domainId] ??= { connections: {}, dataSources: {}, runs: {}, assets: {} });
}

/** Words of a configuration on an asset: a form, and that it is published. */
export function said(
  domainId: string,
  projectId: string,
  externalIdentifier: string,
  overrides: object = {},
): Configured {
  return {
    kind: "Asset",
    key: `f/${externalIdentifier}`,
    properties: {
      domainId,
      projectId,
      externalIdentifier,
      terms: {},
      governedTerms: {},
      forms: [{ name: "Note", formType: "Note", content: '{"text":"first"}' }],
      columns: {},
      published: true,
      ...overrides,
    },
  };
}

/** Puts an asset into the emulator as a run of a data source would, and answers how to look at it. */
export function heldAsset(
  landscape: Landscape,
  { domainId, projectId }: { readonly domainId: string; readonly projectId: string },
  externalIdentifier: string,
): () => InventoryAsset {
  const { assets } = sourcesIn(landscape, domainId);
  const id = `asset${Object.keys(assets).length}`;
  const type = "amazon.datazone.GlueTableAssetType";
  const content = { name: externalIdentifier, typeRevision: "1", glossaryTerms: [], forms: [] };
  const revision = { ...content, revision: "1", createdAt: new Date(0).toISOString(), createdBy: "SYSTEM" };
  assets[id] = { id, projectId, typeIdentifier: type, externalIdentifier, revisions: [revision] };
  return () => sourcesIn(landscape, domainId).assets[id];
}
