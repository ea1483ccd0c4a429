import type { CodeHostType, HostContent, HostDefinition } from "../../packages/emulator/code-host";

/** Host of code that use cases of an organization have, as far as a sandbox plays it. */
export interface PlayedHost {
  readonly key: string;
  readonly type: CodeHostType;
  /** Address of the host elsewhere; functions reach it by this one in the sandbox, too. */
  readonly url: string;
  /** Organization, or group with those above it. */
  readonly namespace: string;
  /** ARN of the secret with its token. */
  readonly secretArn: string;
  /** Owners and reviewers, as `CODEOWNERS` names them. */
  readonly people: readonly string[];
}

/** Use cases of a stage, as far as they name hosts and people. */
interface UseCasesOfStage {
  readonly name: string;
  readonly aiops?: {
    readonly codeHosts: Readonly<
      Record<
        string,
        Pick<PlayedHost, "type" | "url" | "namespace" | "secretArn"> & { readonly platformOwners?: readonly string[] }
      >
    >;
    readonly useCases?: Readonly<
      Record<
        string,
        {
          readonly codeHost: string;
          readonly owners: readonly string[];
          readonly stages: readonly { readonly reviewers?: readonly string[] }[];
        }
      >
    >;
  };
}

/** Hosts of code that the use cases of stages need, with everybody who is named there. */
export function playedHosts(stages: readonly UseCasesOfStage[]): PlayedHost[] {
  return stages.flatMap(({ aiops }) =>
    Object.entries(aiops?.codeHosts ?? {}).map(([key, { type, url, namespace, secretArn, platformOwners = [] }]) => {
      const own = Object.values(aiops?.useCases ?? {}).filter(({ codeHost }) => codeHost === key);
      const named = own.flatMap(({ owners, stages: places }) => [
        ...owners,
        ...places.flatMap(({ reviewers = [] }) => reviewers),
      ]);
      return { key, type, url, namespace, secretArn, people: [...new Set([...platformOwners, ...named])] };
    }),
  );
}

/** Account of the functions on a played host, and a person who approves. */
const ROBOT = "smus-robot";
const APPROVER = "approver";

/** Token of the functions on a played host: what the secret holds in the sandbox. */
export const robotToken = (key: string): string => `sandbox-${key}`;

/** Token of a person who approves and merges on a played host. */
export const approverToken = (key: string): string => `sandbox-${key}-approver`;

/** Host as the server takes it, at ports of this machine. */
export function hostDefinition(
  { key, type, url }: PlayedHost,
  { port, securePort }: { readonly port: number; readonly securePort: number },
): HostDefinition {
  return { key, type, url, port, securePort };
}

/** Organizations or groups, teams, people and tokens that a played host begins with. */
export function hostContent(host: PlayedHost): HostContent {
  const people = host.people.map((name) => name.replace(/^@/, ""));
  const logins = people.filter((name) => !name.includes("/"));
  const users = [ROBOT, APPROVER, ...logins].map((login) => ({ login }));
  return host.type === "gitlab"
    ? groups(host, people, { users, logins })
    : organizations(host, people, { users, logins });
}

interface Named {
  readonly users: readonly { readonly login: string }[];
  readonly logins: readonly string[];
}

function organizations(
  { key, namespace }: PlayedHost,
  people: readonly string[],
  { users, logins }: Named,
): HostContent {
  const members = Object.fromEntries([APPROVER, ...logins].map((login) => [login, 30]));
  const teams = people.filter((name) => name.includes("/")).map((name) => name.split("/"));
  return {
    users,
    organizations: [{ path: namespace, owners: [ROBOT], members }],
    teams: teams.map(([organization, slug]) => ({ organization, slug, members: [APPROVER] })),
    tokens: [
      { token: robotToken(key), user: ROBOT, scopes: ["repo", "workflow", "read:org"] },
      { token: approverToken(key), user: APPROVER, scopes: ["repo"] },
    ],
  };
}

function groups({ key, namespace }: PlayedHost, people: readonly string[], { users, logins }: Named): HostContent {
  const members = { [ROBOT]: 40, [APPROVER]: 40, ...Object.fromEntries(logins.map((login) => [login, 30])) };
  const named = people.filter((name) => name.includes("/") || !logins.includes(name));
  const paths = [...new Set([namespace, ...named].flatMap(ancestry))];
  return {
    users,
    organizations: paths.map((path) => ({ path, members: path === namespace ? members : { [APPROVER]: 40 } })),
    tokens: [
      { token: robotToken(key), user: ROBOT, scopes: ["api", "write_repository"] },
      { token: approverToken(key), user: APPROVER, scopes: ["api"] },
    ],
  };
}

/** A group and those above it. */
function ancestry(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}
