import {
  CONNECTION_KIND_NAMES,
  CONNECTION_NAME_PARAMETER,
  isBroughtConnection,
} from "../../contracts/service/connections";
import { nearest, show, type Path } from "../problems";
import { list, repeated, type Finding } from "./finding";
import { configurationsOf, profileEvidence, projects } from "./project-accounts";
import type { StageView } from "./view";

type Project = StageView["environment"]["projects"][string];

/** A connection names what it leads to, once. */
export function connectionsHaveOneKind(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, { connections }]) =>
    Object.entries(connections).flatMap(([name, connection]): Finding[] => {
      const kinds = CONNECTION_KIND_NAMES.filter((kind) => connection[kind] !== undefined);
      if (kinds.length === 1) return [];
      const got = kinds.length === 0 ? "none" : kinds.join(" and ");
      const allowed = `one of ${list(CONNECTION_KIND_NAMES)}`;
      const path = ["projects", key, "connections", name];
      return [{ code: "CONNECTION_KIND", path, got, allowed, among: [{ path }], reads: kindsAt(path) }];
    }),
  );
}

/** Places of the kinds: one that cannot be read may be the one that is meant. */
function kindsAt(path: Path): { path: Path }[] {
  return CONNECTION_KIND_NAMES.map((kind) => ({ path: [...path, kind] }));
}

/** Connections of a project differ by their names, and from those that its environments bring; so do its data sources. */
export function sourceNamesDiffer(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]) =>
    (["connections", "dataSources"] as const).flatMap((map) => {
      const named = Object.entries<{ readonly name: string }>(project[map]);
      const path = (name: string): Path => ["projects", key, map, name, "name"];
      const twice = repeated(named, ([, { name }]) => name).map(
        ({ first, again: [again, { name }] }): Finding => ({
          code: "NAME_DUPLICATE",
          path: path(again),
          got: `${show(name)}, which is also ${map}.${first[0]}`,
          allowed: "a name once in a project",
          reads: [{ path: path(first[0]) }],
        }),
      );
      const taken = map === "connections" ? named.filter(([, { name }]) => isBroughtConnection(name)) : [];
      return [
        ...twice,
        ...taken.map(
          ([again, { name }]): Finding => ({
            code: "NAME_DUPLICATE",
            path: path(again),
            got: `${show(name)}, which the project's environments may bring`,
            allowed: "a name that does not begin project. or default.",
          }),
        ),
      ];
    }),
  );
}

/**
 * Connections that data sources read through belong to the project: configured ones, or those that its environments bring. There is
 * nothing to import from a Git repository.
 */
export function sourceConnectionsExist(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]) =>
    Object.entries(project.dataSources).flatMap(([source, { connection }]): Finding[] => {
      const names = [...configuredNames(project), ...environmentNames(stage, project)];
      if (isBroughtConnection(connection) || names.includes(connection)) return [];
      const repository = Object.values(project.connections).find(({ name, git }) => name === connection && git);
      const hint = repository === undefined ? nearest(connection, names) : undefined;
      const allowed = `${names.length === 0 ? "" : `${list(names)}, or `}a connection that the project's environments bring (project.iam)`;
      return [
        {
          code: "CONNECTION_UNKNOWN",
          path: ["projects", key, "dataSources", source, "connection"],
          got: repository === undefined ? show(connection) : `${show(connection)}, which leads to a Git repository`,
          allowed,
          ...(hint === undefined ? {} : { fix: `did you mean ${show(hint)}?` }),
          reads: [
            ...profileEvidence(project.profile),
            ...namesAt(["projects", key, "connections"], project.connections),
          ],
          among: [{ path: ["projects", key] }, { path: ["projects", key, "connections"] }],
        },
      ];
    }),
  );
}

function namesAt(path: Path, connections: object): { path: Path }[] {
  return Object.keys(connections).flatMap((name) => [{ path: [...path, name] }, { path: [...path, name, "name"] }]);
}

function configuredNames({ connections }: Project): string[] {
  return Object.values(connections).flatMap(({ name, git }) => (git === undefined ? name : []));
}

function environmentNames(stage: StageView, { profile, environments }: Project): string[] {
  const fromProfile = (configurationsOf(stage, profile) ?? []).flatMap(({ parameters }) =>
    parameters.filter(({ name }) => name === CONNECTION_NAME_PARAMETER).flatMap(({ value }) => value ?? []),
  );
  const own = Object.values(environments).flatMap(({ parameters }) =>
    Object.hasOwn(parameters, CONNECTION_NAME_PARAMETER) ? [parameters[CONNECTION_NAME_PARAMETER]] : [],
  );
  return [...fromProfile, ...own];
}

/** Names of properties that hold a secret in the services that connections lead to. */
const SECRET_NAME = /pass(word|wd|phrase)?$|secret(?!.*arn)|private_?key|(access|refresh|api)_?(token|key)$|^token$/i;
/** Addresses with a user and a password in them, and parameters that are a password. */
const SECRET_VALUE = /:\/\/[^/@\s:]+:[^/@\s]+@|[?&;](password|pwd)=[^&;]/i;

/** Properties of connections hold no secrets: state files, plans and this file would show them. */
export function secretsAreNamedByArn(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, { connections }]) =>
    Object.entries(connections).flatMap(([name, { glue }]) => {
      if (glue === undefined) return [];
      const { connectionProperties, sparkProperties, athenaProperties, pythonProperties, authentication } = glue;
      const maps = { connectionProperties, sparkProperties, athenaProperties, pythonProperties };
      const at = ["projects", key, "connections", name, "glue"];
      const found = [
        ...Object.entries(maps).flatMap(([map, properties]) => secretsIn([...at, map], properties)),
        ...secretsIn(
          [...at, "authentication", "oauth2", "tokenUrlParameters"],
          authentication?.oauth2?.tokenUrlParameters,
        ),
      ];
      return found.map(
        (path): Finding => ({
          code: "SECRET_AS_VALUE",
          path,
          // Not the value: problems are printed into logs.
          got: "a value that looks like a secret",
          allowed: "the ARN of a secret, under authentication.secretArn",
        }),
      );
    }),
  );
}

function secretsIn(at: Path, properties: Readonly<Record<string, string>> = {}): Path[] {
  return Object.entries(properties)
    .filter(([name, value]) => !value.startsWith("arn:") && (SECRET_NAME.test(name) || SECRET_VALUE.test(value)))
    .map(([name]) => [...at, name]);
}
