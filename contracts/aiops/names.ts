/**
 * Names of AI operations: what the automation layer has in the account that owns the domain, and what the layer `aiops` has in every
 * account in which a use case builds or runs. Computed from configuration alone, as all names are.
 */
export const AIOPS_NAMES = {
  /** Function that makes and keeps the repositories of use cases, and the role that it runs as. */
  seeding: (prefix: string): string => `${prefix}-use-case-seeding`,
  /** Function that promotes model packages from stage to stage, and the role that it runs as. */
  promotion: (prefix: string): string => `${prefix}-model-promotion`,
  /** Rule on events for a function of these, and schedule of its sweep; `function` is one of the names above. */
  doorbell: (functionName: string): string => `${functionName}-doorbell`,
  sweep: (functionName: string): string => `${functionName}-sweep`,
  /** Table of what repositories and promotions have come to. */
  table: (prefix: string): string => `${prefix}-aiops`,
  /** Bucket of settings and evidence; the account id makes it unique. */
  bucket: (prefix: string, accountId: string, region: string): string =>
    `${prefix}-aiops-${accountId}-${region}`.slice(0, 63),
  /** Queue of what could not be worked on. */
  deadLetters: (prefix: string): string => `${prefix}-aiops-dead-letters`,
  /** Topic of what owners of use cases and operators are to look at. */
  alarms: (prefix: string): string => `${prefix}-aiops-alarms`,
  /** Topic of an account to which alarms of its endpoints and jobs go; the account that owns the domain may be one of these. */
  accountAlarms: (prefix: string): string => `${prefix}-use-case-alarms`,
  /** Event bus to which accounts send the changes of their model packages. */
  bus: (prefix: string): string => `${prefix}-aiops`,
  /** Rule of an account that sends them, and the role that EventBridge sends them as. */
  forwarding: (prefix: string): string => `${prefix}-model-packages`,
  forwardingRole: (prefix: string): string => `${prefix}-model-packages-forwarding`,
  /** Role of an account that the two functions assume there: to read the record of a place, to read and register model packages. */
  accountRole: (prefix: string): string => `${prefix}-aiops-account`,
  /** Bucket of artifacts of an account: code and models of use cases, each below its key. */
  artifacts: (prefix: string, accountId: string, region: string): string =>
    `${prefix}-artifacts-${accountId}-${region}`.slice(0, 63),
  /** Bucket of the Terraform states that deploy repositories keep in an account. */
  deployStates: (prefix: string, accountId: string, region: string): string =>
    `${prefix}-use-case-states-${accountId}-${region}`.slice(0, 63),
  /**
   * Permission boundaries of a use case in an account: of the roles that its deployments make, and of the roles of its repositories' jobs.
   * Each use case has its own, so that roles of one do not read what is another's.
   */
  boundary: (prefix: string, useCase: string): string => `${prefix}-${useCase}-boundary`,
  jobBoundary: (prefix: string, useCase: string): string => `${prefix}-${useCase}-job-boundary`,
  /** Policy by which the role of a project's members reaches what is its use case's. */
  jobsPolicy: (prefix: string, useCase: string): string => `${prefix}-${useCase}-jobs`,
  /** Dashboard of a use case. */
  dashboard: (prefix: string, useCase: string): string => `${prefix}-${useCase}`,
  /** Sink of CloudWatch's observability access manager. */
  sink: (prefix: string): string => `${prefix}-use-cases`,
  /** Repository of container images of a use case. */
  images: (prefix: string, useCase: string): string => `${prefix}/${useCase}`,
} as const;

/**
 * Keys under `domain.groups` of the hub, and under `members` of the projects in which use cases are built, that stand for functions of AI
 * operations: nobody writes them.
 */
export const AIOPS_GROUPS = {
  /** The function that makes repositories: it reads the project and its environments. */
  seeding: "use-case-seeding",
} as const;

/** The jobs of a use case that have a role: its build, or its deployments to a stage. */
export interface UseCaseJob {
  readonly useCase: string;
  readonly repository: "build" | "deploy";
  readonly stage: string;
}

/**
 * Role of the jobs of a repository in one environment; at most 64 characters: prefix 12, key of the use case 26, stage 16, and 8 that are
 * fixed. A rule of the configuration refuses what is longer.
 */
export function useCaseRoleName(prefix: string, { useCase, repository, stage }: UseCaseJob): string {
  return `${prefix}-${useCase}-${stage}-${repository}`;
}

/** SSM parameter in which the layer `aiops` of an account says what a use case finds there: `contracts/aiops/place.ts`. */
export function placeParameterName(prefix: string, useCase: string, stage: string): string {
  return `/${prefix}/use-cases/${useCase}/${stage}`;
}
