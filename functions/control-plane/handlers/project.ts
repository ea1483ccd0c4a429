import {
  CreateProjectCommand,
  DeleteProjectCommand,
  GetProjectCommand,
  type GetProjectOutput,
  ListProjectsCommand,
  UpdateProjectCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import { asSet, differencesOf } from "../engine/comparison";
import type { Handler, Live, Phase } from "../engine/handler";
import { desiredUserParameters, hasRepository, liveUserParameters, userParameters } from "./user-parameters";

type ProjectProperties = Properties<"Project">;

/**
 * Standing projects.
 *
 * ACTIVE does not mean deployed: the project counts as ready when `overallDeploymentStatus` is SUCCESSFUL. A project
 * that failed validation before it ever succeeded holds nothing and is deleted and created again; one whose deployment
 * failed is asked to deploy again by UpdateProject with the latest profile version (and our user parameters), because
 * people may work in the part that exists.
 */
export const project: Handler<"Project"> = {
  kind: "Project",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: (properties) => ({
    name: properties.name,
    description: properties.description,
    domainUnitId: properties.domainUnitId,
    glossaryTermIds: asSet(properties.glossaryTermIds),
    resourceTags: properties.resourceTags,
    environments: desiredUserParameters(properties.environments),
  }),

  // The service need not return user parameters: a change of ours is noticed through the fingerprint.
  hidden: ({ environments }) => ({ environments: desiredUserParameters(environments) }),

  async get({ clients }, properties, id) {
    const live = await clients
      .datazone()
      .send(new GetProjectCommand({ domainIdentifier: properties.domainId, identifier: id }));
    return liveProject(live, properties);
  },

  async find(scope, properties) {
    const projects = await allPages(
      (nextToken) =>
        scope.clients
          .datazone()
          .send(new ListProjectsCommand({ domainIdentifier: properties.domainId, name: properties.name, nextToken })),
      (page) => page.items,
    );
    const named = projects.filter(({ name }) => name === properties.name);
    const found = named.find(({ projectStatus }) => projectStatus !== "DELETING") ?? named[0];
    return found?.id === undefined ? undefined : project.get(scope, properties, found.id);
  },

  async create({ clients }, properties) {
    const { id } = await clients.datazoneOnce().send(
      new CreateProjectCommand({
        domainIdentifier: properties.domainId,
        name: properties.name,
        description: properties.description,
        domainUnitId: properties.domainUnitId,
        projectProfileId: properties.projectProfileId,
        projectExecutionRole: properties.projectExecutionRoleArn,
        projectCategory: properties.projectCategory,
        ...(properties.glossaryTermIds.length === 0 ? {} : { glossaryTerms: properties.glossaryTermIds }),
        ...(Object.keys(properties.resourceTags).length === 0 ? {} : { resourceTags: properties.resourceTags }),
        userParameters: userParameters(properties.environments),
      }),
    );
    return id ?? "";
  },

  async update({ clients }, properties, live, hiddenChanged) {
    refuseEmptyTerms(properties, live);
    const redeploy = live.phase !== "ready";
    const environments = desiredUserParameters(properties.environments);
    const moved = differencesOf({ environments: live.values.environments }, { environments }).length > 0;
    const resent = redeploy || moved || hiddenChanged;
    await clients.datazone().send(
      new UpdateProjectCommand({
        domainIdentifier: properties.domainId,
        identifier: live.id,
        name: properties.name,
        description: properties.description ?? "",
        domainUnitId: properties.domainUnitId,
        resourceTags: properties.resourceTags,
        ...(properties.glossaryTermIds.length === 0 ? {} : { glossaryTerms: properties.glossaryTermIds }),
        // Parameters and profile version make the service deploy again, so they are sent only when it should.
        ...(resent ? { userParameters: userParameters(properties.environments) } : {}),
        // A repository is of no use without its connection, which may be in the latest version of the profile only.
        ...(redeploy || (resent && hasRepository(properties.environments)) ? { projectProfileVersion: "latest" } : {}),
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    // "Deletion check" means environments: a deployed project always has one, and destroying it is what was asked.
    await clients
      .datazone()
      .send(new DeleteProjectCommand({ domainIdentifier: domainId, identifier: id, skipDeletionCheck: true }));
  },
};

function liveProject(live: GetProjectOutput, properties: ProjectProperties): Live {
  const { phase, status } = lifeOf(live);
  return {
    id: live.id ?? "",
    phase,
    status,
    deletionFailed: live.projectStatus === "DELETE_FAILED",
    values: {
      name: live.name,
      description: live.description,
      domainUnitId: live.domainUnitId ?? properties.domainUnitId,
      glossaryTermIds: asSet(live.glossaryTerms),
      resourceTags: liveTags(live, properties),
      environments: liveUserParameters(live.userParameters, properties.environments),
    },
    createOnly: { projectProfileId: live.projectProfileId, projectCategory: live.projectCategory },
    attributes: {},
  };
}

function lifeOf(live: GetProjectOutput): { readonly phase: Phase; readonly status: string } {
  const own = live.projectStatus ?? "ACTIVE";
  const deployment = live.environmentDeploymentDetails?.overallDeploymentStatus;
  if (own === "DELETING") return { phase: "deleting", status: own };
  if (own === "DELETE_FAILED" || own === "UPDATE_FAILED") return { phase: "failed", status: withReasons(own, live) };
  if (own === "UPDATING" || own === "MOVING") return { phase: "busy", status: own };
  if (deployment === "FAILED_VALIDATION") return { phase: "broken", status: withReasons(deployment, live) };
  if (deployment === "FAILED_DEPLOYMENT") return { phase: "failed", status: withReasons(deployment, live) };
  // A project without a profile (or without environments) has no deployment at all.
  const ready = deployment === undefined || deployment === "SUCCESSFUL";
  return { phase: ready ? "ready" : "busy", status: deployment ?? own };
}

/** The status with the service's reasons, environment by environment, always in the same order. */
function withReasons(status: string, live: GetProjectOutput): string {
  const environments = Object.entries(live.environmentDeploymentDetails?.environmentFailureReasons ?? {}).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  const reasons = environments.map(([name, errors]) => `${name}: ${errors.map(({ message }) => message).join(", ")}`);
  const own = (live.failureReasons ?? []).map(({ message }) => message ?? "");
  const all = [...reasons, ...own].filter((text) => text !== "");
  return all.length === 0 ? status : `${status} (${all.join("; ")})`;
}

/** Tags that the project sets. Those of its profile come back too, and are the profile's to compare. */
function liveTags(live: GetProjectOutput, properties: ProjectProperties): Record<string, string> {
  const counted = (live.resourceTags ?? []).filter(
    ({ key, source }) => source !== "PROJECT_PROFILE" || (key ?? "") in properties.resourceTags,
  );
  return Object.fromEntries(counted.map(({ key, value }) => [key ?? "", value ?? ""]));
}

/** UpdateProject takes at least one term: it can replace the terms, not remove the last one. */
function refuseEmptyTerms(properties: ProjectProperties, live: Live): void {
  const present = live.values.glossaryTermIds as readonly string[];
  if (properties.glossaryTermIds.length > 0 || present.length === 0) return;
  throw new ControlPlaneError(
    "UNSUPPORTED_CHANGE",
    `UpdateProject cannot remove the last glossary term (${present.join(", ")}); fix: remove it in the portal, or keep one term in the configuration`,
  );
}
