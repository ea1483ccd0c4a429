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
  return domains[domainId] ?? { connections: {}, dataSources: {}, runs: {}, assets: {} };
}
