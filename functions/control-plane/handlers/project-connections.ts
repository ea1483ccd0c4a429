import { type ConnectionSummary, ListConnectionsCommand, type ListConnectionsInput } from "@aws-sdk/client-datazone";
import { isDenied } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import { ControlPlaneError, describeFailure } from "../errors";
import type { Scope } from "../engine/handler";

/** A project of a domain. */
export interface ProjectPlace {
  readonly domainId: string;
  readonly projectId: string;
}

/**
 * Connections of a project, which only its members see.
 *
 * @throws ControlPlaneError NOT_A_MEMBER where the function's role is none
 */
export async function connectionsOfProject(
  { clients }: Pick<Scope, "clients">,
  { domainId, projectId }: ProjectPlace,
  only: Pick<ListConnectionsInput, "name" | "type"> = {},
): Promise<ConnectionSummary[]> {
  const on = { domainIdentifier: domainId, projectIdentifier: projectId, ...only };
  return asMember(`list connections of project "${projectId}"`, () =>
    allPages(
      (nextToken) => clients.datazone().send(new ListConnectionsCommand({ ...on, nextToken })),
      (page) => page.items,
    ),
  );
}

/**
 * Asks for what the service shows to members of a project only.
 *
 * @throws ControlPlaneError NOT_A_MEMBER where the function's role is none
 */
export async function asMember<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw new ControlPlaneError(
      "NOT_A_MEMBER",
      `${describeFailure(what, error).detail}; if IAM allows it, the project was not made by the function: add the function's role to it as an owner`,
      { cause: error },
    );
  }
}

/**
 * The connection of a name. A project that has just been deployed may not show its connections yet.
 *
 * @throws ControlPlaneError CONNECTION_UNKNOWN where there is none
 */
export async function connectionNamed(scope: Scope, place: ProjectPlace, name: string): Promise<string> {
  for await (const _ of scope.patience.attempts({ limitSeconds: 60 })) {
    const found = (await connectionsOfProject(scope, place, { name })).find((connection) => connection.name === name);
    if (found?.connectionId !== undefined) return found.connectionId;
  }
  const names = (await connectionsOfProject(scope, place)).map((connection) => connection.name).sort();
  throw new ControlPlaneError(
    "CONNECTION_UNKNOWN",
    `project "${place.projectId}" has no connection "${name}", it has ${names.length === 0 ? "none" : names.join(", ")}; fix: name one of these, or add it under the project's connections`,
  );
}

/** The environment of a project's tooling, found through its IAM connection: tooling need not be called so. */
export async function toolingEnvironment(scope: Scope, place: ProjectPlace): Promise<string> {
  for await (const _ of scope.patience.attempts({ limitSeconds: 60 })) {
    const found = (await connectionsOfProject(scope, place, { type: "IAM" })).find(
      ({ name = "", environmentId }) => environmentId !== undefined && /^(project|default)\.iam$/.test(name),
    );
    if (found?.environmentId !== undefined) return found.environmentId;
  }
  throw new ControlPlaneError(
    "CONNECTION_UNKNOWN",
    `project "${place.projectId}" has no connection "project.iam", so its tooling cannot be found; fix: use a profile with Tooling`,
  );
}
