import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type { UseCaseSettings } from "../../contracts/aiops/settings";

/** An environment of a project. */
export interface ProjectEnvironment {
  readonly name: string;
  readonly status: string;
  readonly account: string;
  readonly region: string;
}

/** The project in which a use case is built, as the domain says it. */
export type ProjectView =
  | { readonly is: "missing" }
  /** Several have the name. */
  | { readonly is: "ambiguous"; readonly ids: readonly string[] }
  | {
      readonly is: "there";
      readonly id: string;
      /** `none`: it has no environment, and never will have one. */
      readonly deployment: "under-way" | "done" | "failed" | "none";
      readonly failures: readonly string[];
      readonly environments: readonly ProjectEnvironment[];
      /** Role that jobs of the project run as, of its base environment. */
      readonly userRoleArn?: string;
    };

/**
 * Reasons for which nothing can be built in a project yet. `ACTIVE` of the project comes earlier than its deployment, and is not asked for.
 */
export function projectReasons({ build }: UseCaseSettings, project: ProjectView): RepositoryReason[] {
  const about = { stage: build.name } as const;
  const name = build.projectName;
  switch (project.is) {
    case "missing": {
      const text = `The domain has no project "${name}" that the function may see`;
      const fix = `apply the layer projects of the stage ${build.name}`;
      return [{ code: "project-missing", text, fix, for: "platform", ...about }];
    }
    case "ambiguous": {
      const text = `Several projects have the name "${name}": ${project.ids.join(", ")}`;
      return [{ code: "project-ambiguous", text, fix: "rename all but one", for: "platform", ...about }];
    }
    case "there":
      return deployedReasons(build, project);
  }
}

type Build = UseCaseSettings["build"];
type There = Extract<ProjectView, { is: "there" }>;

function deployedReasons(build: Build, project: There): RepositoryReason[] {
  const { deployment, environments, failures, userRoleArn } = project;
  const about = { stage: build.name, for: "platform" } as const;
  const name = build.projectName;
  const broken = environments.filter(({ status }) => /FAILED|ERROR|DISABLED|EXPIRED|INACCESSIBLE/.test(status));
  if (deployment === "failed" || broken.length > 0) {
    const said = [...failures, ...broken.map((one) => `${one.name} is ${one.status}`)].join("; ");
    const text = `The project "${name}" is not deployed: ${said === "" ? "the service says no reason" : said}`;
    return [
      { code: "project-failed", text, fix: "mend what the service says, and deploy the project again", ...about },
    ];
  }
  const pending = environments.filter(({ status }) => status !== "ACTIVE");
  if (deployment === "under-way" || pending.length > 0) {
    const text = `The project "${name}" is being deployed`;
    return [{ code: "project-deploying", text, fix: "nothing: it takes minutes", stage: build.name, for: "time" }];
  }
  const elsewhere = environments.filter(({ account, region }) => account !== build.account || region !== build.region);
  if (elsewhere.length > 0) {
    const places = [...new Set(elsewhere.map(({ account, region }) => `${account} in ${region}`))].join(", ");
    const text = `The project "${name}" was deployed to ${places}, and the use case is to be built in ${build.account} in ${build.region}`;
    const fix = "make the project again in the account of the use case, or change the account of the use case";
    return [{ code: "project-elsewhere", text, fix, ...about }];
  }
  if (userRoleArn !== undefined) return [];
  const text = `The project "${name}" has no role that its jobs could run as`;
  return [{ code: "no-user-role", text, fix: "use a project profile with Tooling", ...about }];
}
