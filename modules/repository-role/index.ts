export { ProjectJobMember, type ProjectJobMemberProps } from "./project-job-member";
export { JobBoundary, UseCaseBoundary, type BoundaryProps, type JobBoundaryProps } from "./boundaries";
export { jobBoundaryStatements, type JobBoundaryLimits } from "./job-boundary-statements";
export { useCaseBoundaryStatements, type UseCaseLimits } from "./use-case-boundary-statements";
export { RepositoryRole, type RepositoryRoleProps } from "./repository-role";
export { repositoryTrust, STS_AUDIENCE, type CodeHostType, type JobIdentity } from "./repository-trust";
