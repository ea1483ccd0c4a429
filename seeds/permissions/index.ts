import { SeedError, type RepositoryKind, type SeedParameters, type Template } from "../model";
import { dataBuildPermissions, modelBuildPermissions } from "./build";
import { modelDeployPermissions } from "./deploy";
import { dataDeployPermissions } from "./deploy-data";
import type { SeedStatement } from "./statement";

export type { SeedStatement } from "./statement";

/**
 * Statements that the role of one environment of a repository needs, and no more: for whoever makes the roles.
 *
 * By the code of the templates and AWS's service authorization reference; not measured in an account.
 *
 * @param environment name of the build's stage, or of a stage of the deploy repository
 * @throws SeedError for an environment that the repository does not have
 */
export function permissionsOf(
  { releases }: Template,
  kind: RepositoryKind,
  parameters: SeedParameters,
  environment: string,
): SeedStatement[] {
  const model = releases === "model package";
  const { build, stages } = parameters;
  if (kind === "build" && environment === build.name)
    return model ? modelBuildPermissions(parameters) : dataBuildPermissions(parameters);
  const stage = kind === "deploy" ? stages.find(({ name }) => name === environment) : undefined;
  if (stage !== undefined)
    return model ? modelDeployPermissions(parameters, stage) : dataDeployPermissions(parameters, stage);
  const allowed = (kind === "build" ? [build.name] : stages.map(({ name }) => name)).join(", ");
  throw new SeedError([{ path: "environment", got: environment, allowed, fix: "choose one of them" }]);
}
