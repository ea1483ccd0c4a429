import { deploymentStatus } from "./deployment";
import type { Deployment, Domain, Project } from "./model";

/** A project in the order of members in which the service was recorded to answer. */
const members = (domain: Domain, project: Project) => {
  const { id, name, description, createdBy, createdAt, lastUpdatedAt, resourceTags, glossaryTerms } = project;
  const { domainUnitId, projectProfileId, userParameters, projectCategory } = project;
  return {
    before: { domainId: domain.id, id, name, description },
    after: {
      createdBy,
      createdAt,
      lastUpdatedAt,
      resourceTags: resourceTags.length > 0 ? resourceTags : undefined,
      glossaryTerms,
      domainUnitId,
      projectProfileId,
      userParameters,
    },
    projectCategory,
  };
};

/** The answer of CreateProject: without a status of the project, and the deployment has not begun (recordings). */
export function describeNew(domain: Domain, project: Project) {
  const { before, after, projectCategory } = members(domain, project);
  const environmentDeploymentDetails = project.deployment && {
    overallDeploymentStatus: "PENDING_DEPLOYMENT",
    environmentFailureReasons: {},
  };
  return { ...before, ...after, environmentDeploymentDetails, projectCategory };
}

/** Tells whether a deletion has ended with a failure: the project is there as before. */
export const isDeletionOver = ({ deletionFailure }: Project): boolean =>
  deletionFailure !== undefined && Date.now() >= deletionFailure.at;

function statusOf(project: Project): string {
  // ACTIVE does not mean deployed: that is `environmentDeploymentDetails.overallDeploymentStatus`.
  if (project.deletingSince === undefined) return "ACTIVE";
  return isDeletionOver(project) ? "DELETE_FAILED" : "DELETING";
}

/** A project as it is read. */
export function describeProject(domain: Domain, project: Project) {
  const { before, after, projectCategory } = members(domain, project);
  return {
    ...before,
    projectStatus: statusOf(project),
    failureReasons: isDeletionOver(project) ? [{ message: project.deletionFailure?.reason }] : undefined,
    ...after,
    environmentDeploymentDetails: project.deployment && deploymentDetails(project.deployment),
    projectCategory,
  };
}

function deploymentDetails(deployment: Deployment) {
  const overallDeploymentStatus = deploymentStatus(deployment);
  const failed = overallDeploymentStatus.startsWith("FAILED");
  return { overallDeploymentStatus, environmentFailureReasons: failed ? deployment.reasons : {} };
}
