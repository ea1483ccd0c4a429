import { adoptionAddress } from "../../contracts/adoption";
import { CONNECTION_NAME_PARAMETER } from "../../contracts/service/connections";
import type { LiveProfile, LiveProject } from "../live";
import type { LiveConnection, LiveDataSource } from "../live-sources";
import { mapKind } from "./connection-kinds";
import { mapDataSource } from "./data-sources";
import type { DomainMapping } from "./domain-mapping";
import { keysOf } from "./keys";
import { REFUSED_STEP } from "./outcome";
import { compact, textOf, type ConnectionInput, type DataSourceInput, type ProjectInput } from "./parts";

const KEEP = "keep it by hand; the configuration leaves it alone";
/** A project that is adopted, and where. */
export interface SourcesPlace {
  readonly stage: string;
  readonly key: string;
  readonly project: LiveProject;
  readonly profile: LiveProfile;
}

type SourcesInput = Pick<ProjectInput, "connections" | "dataSources">;

/** Connections and data sources of a project that is adopted. What its environments bring is theirs. */
export function mapSources(mapping: DomainMapping, place: SourcesPlace): SourcesInput {
  const { project } = place;
  const brought = broughtNames(place);
  const connections = project.sources.connections.filter(({ name }) => !brought.has(name));
  const { dataSources } = project.sources;
  if (connections.length + dataSources.length === 0) return {};
  if (!mapping.isFunctionMember(project)) {
    const names = [...connections, ...dataSources].map(({ name }) => `"${name}"`).join(", ");
    mapping.outcome.leave(
      `connections and data sources of project "${project.name}" (${names})`,
      `the control-plane function is no member of the project, and could neither see nor write them (NOT_A_MEMBER)`,
      `make ${mapping.functionRoleArn} an owner of the project, as the first steps say, and run the command again`,
    );
    return {};
  }
  return {
    connections: mapConnections(mapping, place, connections),
    dataSources: mapDataSources(mapping, place, dataSources),
  };
}

/** Says of which projects the role that reads sees neither connections nor data sources: once for each reason. */
export function remarkHiddenSources({ outcome }: DomainMapping, projects: readonly LiveProject[]): void {
  const reasons = new Set(projects.flatMap(({ sources }) => sources.hidden ?? []));
  for (const reason of reasons) {
    const names = projects.filter(({ sources }) => sources.hidden === reason).map(({ name }) => `"${name}"`);
    outcome.leave(
      `connections and data sources of ${names.length === 1 ? "project" : "projects"} ${names.join(", ")}`,
      `the role that reads does not see them (${reason})`,
      "make that role a member (aws datazone create-group-profile, then create-project-membership) and run the command again, or keep them by hand",
    );
  }
}

function mapConnections(
  mapping: DomainMapping,
  { stage, key: projectKey, project }: SourcesPlace,
  connections: readonly LiveConnection[],
): SourcesInput["connections"] {
  const keys = keysOf(connections, ({ name }) => name, "connection");
  const gitKeys = gitConnectionKeys(mapping);
  const entries = connections.flatMap((connection) => {
    const subject = `connection "${connection.name}" of project "${project.name}" (${connection.id})`;
    const kind = mapKind(connection, (arn) => gitKeys.get(arn));
    const refusal = mapping.refusal("Connection", connection.id);
    const isStranded = kind?.input.git !== undefined && kind.input.git.connection === undefined;
    if (kind === undefined || isStranded || refusal !== undefined) {
      const other = isStranded
        ? "its Git connection is not adopted"
        : `it is of type ${connection.type}, which a configuration does not have`;
      mapping.outcome.leave(subject, refusal ?? other, refusal === undefined ? KEEP : REFUSED_STEP);
      return [];
    }
    if (kind.unsaid.length > 0) {
      const reason = `a configuration cannot say ${kind.unsaid.join(", ")}; the connection is adopted and keeps it`;
      mapping.outcome.leave(`a part of ${subject}`, reason, "remember it when the connection is ever replaced");
    }
    const key = keys.get(connection.id) ?? "";
    mapping.outcome.adopt(stage, connection.id, "Connection", projectKey, key);
    const input = compact({
      name: connection.name,
      description: textOf(connection.description),
      location: connection.location && compact(connection.location),
      trustedIdentityPropagation: connection.trustedIdentityPropagation ? true : undefined,
      ...kind.input,
    });
    return [[key, input as ConnectionInput] as const];
  });
  return Object.fromEntries(entries);
}

/** Keys of the Git connections that the owner's file adopts, by ARN. */
function gitConnectionKeys({ outcome, stages }: DomainMapping): ReadonlyMap<string, string> {
  const prefix = adoptionAddress("GitConnection", "");
  const adopted = Object.entries(outcome.adoptedBy(stages.owner));
  return new Map(
    adopted.flatMap(([address, arn]) =>
      address.startsWith(prefix) ? [[arn, address.slice(prefix.length)] as const] : [],
    ),
  );
}

function mapDataSources(
  mapping: DomainMapping,
  { stage, key: projectKey, project }: SourcesPlace,
  dataSources: readonly LiveDataSource[],
): SourcesInput["dataSources"] {
  const keys = keysOf(dataSources, ({ name }) => name, "data-source");
  const adopted = mapping.outcome.adoptedBy(stage);
  const left = project.sources.connections.filter(
    ({ id }) => !Object.keys(adopted).some((address) => address.startsWith("Connection/") && adopted[address] === id),
  );
  const entries = dataSources.flatMap((source) => {
    const refusal = mapping.refusal("DataSource", source.id);
    const through = project.sources.connectionNames[source.connectionId ?? ""];
    const isLeft = left.some(({ id }) => id === source.connectionId);
    const input = isLeft ? `its connection "${through}" is not adopted` : mapDataSource(source, through);
    const problem = refusal ?? (typeof input === "string" ? input : undefined);
    if (problem !== undefined) {
      const subject = `data source "${source.name}" of project "${project.name}" (${source.id})`;
      mapping.outcome.leave(subject, problem, refusal === undefined ? KEEP : REFUSED_STEP);
      return [];
    }
    const key = keys.get(source.id) ?? "";
    mapping.outcome.adopt(stage, source.id, "DataSource", projectKey, key);
    return [[key, input as DataSourceInput] as const];
  });
  return Object.fromEntries(entries);
}

/** Names that parameters of the project's environments give to the connections which they bring. */
function broughtNames({ project, profile }: SourcesPlace): ReadonlySet<string> {
  const parameters = [
    ...profile.configurations.flatMap(
      ({ configurationParameters }) => configurationParameters?.parameterOverrides ?? [],
    ),
    ...project.userParameters.flatMap(({ environmentParameters }) => environmentParameters ?? []),
  ];
  return new Set(
    parameters.flatMap(({ name, value }) => (name === CONNECTION_NAME_PARAMETER && value !== undefined ? [value] : [])),
  );
}
