import { show, type Path } from "../problems";
import { enabledBlueprints } from "./blueprints";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/**
 * AWS's boundary for environments of the first version of DataZone. It denies explicitly what SageMaker Unified Studio
 * needs to provision, so every project with it fails. AWS's other boundaries and policies of one's own are not known to.
 */
const DENYING_BOUNDARY = /^arn:aws[a-z-]*:iam::aws:policy\/(.*\/)?AmazonDataZoneEnvironmentRolePermissionsBoundary$/;
/** Regional parameter of Tooling; see `permissionsBoundaryArn` in the schema. */
const PARAMETER = "PermissionsBoundaryArn";

/** No permissions boundary is one under which projects are known to fail. */
export function boundariesLetProjectsWork(stage: StageView): Finding[] {
  return boundaries(stage).flatMap(({ path, arn }): Finding[] => {
    if (arn === undefined || !DENYING_BOUNDARY.test(arn)) return [];
    const allowed =
      "a policy other than AmazonDataZoneEnvironmentRolePermissionsBoundary, which denies what projects need";
    return [{ code: "BOUNDARY_DENIES", path, got: show(arn), allowed }];
  });
}

function boundaries(stage: StageView): { path: Path; arn: string | undefined }[] {
  return [
    ...[...stage.accounts].map((key) => ({
      path: ["accounts", key, "permissionsBoundaryArn"],
      arn: stage.environment.accounts[key].permissionsBoundaryArn,
    })),
    ...enabledBlueprints(stage).flatMap(({ blueprint, path }) =>
      Object.entries(blueprint.regionalParameters).map(([region, parameters]) => ({
        path: [...path, "regionalParameters", region, PARAMETER],
        arn: parameters[PARAMETER],
      })),
    ),
  ];
}
