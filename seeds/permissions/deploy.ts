import type { SeedParameters } from "../model";
import type { SeedStage } from "../parameters/use-case";
import { arnsOf, prefixOf, useOfKey, type SeedStatement } from "./statement";

/** Actions on roles that give nobody more than before. */
const KEEPING_ROLES: readonly string[] = [
  "iam:DeleteRole",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** Actions of every deployment: the stage's state, and roles that carry the boundary. */
export function terraformPermissions(
  parameters: SeedParameters,
  stage: SeedStage,
  services: readonly string[],
): SeedStatement[] {
  const { s3, iam } = arnsOf(stage);
  const state = `${parameters.useCase}/${stage.name}.tfstate`;
  const roles = [iam(`role/${prefixOf(parameters, stage.name)}-*`)];
  return [
    {
      sid: "ListTheState",
      actions: ["s3:ListBucket"],
      resources: [s3(stage.stateBucket)],
      condition: { StringLike: { "s3:prefix": [`${state}*`] } },
    },
    {
      sid: "KeepTheState",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      resources: [s3(stage.stateBucket, state), s3(stage.stateBucket, `${state}.tflock`)],
    },
    {
      // What a role may do is written only where it has the boundary, so a deployment cannot give itself more.
      sid: "WriteRolesWithinTheBoundary",
      actions: ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePolicy"],
      resources: roles,
      condition: { StringEquals: { "iam:PermissionsBoundary": stage.permissionsBoundary } },
    },
    { sid: "KeepRoles", actions: KEEPING_ROLES, resources: roles },
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: roles,
      condition: { StringEquals: { "iam:PassedToService": services } },
    },
  ];
}

/** Actions of deployments of a model: `infrastructure/` and `tools/release.py` of its deploy repository. */
export function modelDeployPermissions(parameters: SeedParameters, stage: SeedStage): SeedStatement[] {
  const { own } = arnsOf(stage);
  const prefix = prefixOf(parameters, stage.name);
  const batch = parameters.options["serving"] === "batch";
  const services = ["sagemaker.amazonaws.com", ...(batch ? ["scheduler.amazonaws.com"] : [])];
  return [
    ...terraformPermissions(parameters, stage, services),
    {
      sid: "ReadVersions",
      actions: ["sagemaker:DescribeModelPackage"],
      resources: [own("sagemaker", `model-package/${parameters.modelPackageGroup}/*`)],
    },
    {
      sid: "KeepModels",
      actions: named("sagemaker", ["AddTags", "CreateModel", "DeleteModel", "DeleteTags", "DescribeModel", "ListTags"]),
      resources: [own("sagemaker", `model/${prefix}-*`)],
    },
    ...(batch ? batchPermissions(prefix, own) : endpointPermissions(prefix, own)),
    ...useOfKey(stage.kmsKey, "kms:CreateGrant", "kms:DescribeKey"),
  ];
}

type Own = (service: string, resource: string) => string;

function endpointPermissions(prefix: string, own: Own): SeedStatement[] {
  const [endpoint, configuration] = ["endpoint", "endpoint-config"].map((type) =>
    own("sagemaker", `${type}/${prefix}-*`),
  );
  return [
    // An endpoint is made and changed with a configuration, and both carry tags.
    {
      sid: "KeepEndpoints",
      actions: named("sagemaker", ["CreateEndpoint", "UpdateEndpoint", "AddTags", "DeleteTags", "ListTags"]),
      resources: [endpoint, configuration],
    },
    {
      sid: "FollowEndpoints",
      actions: named("sagemaker", ["DeleteEndpoint", "DescribeEndpoint"]),
      resources: [endpoint],
    },
    {
      sid: "KeepConfigurations",
      actions: named("sagemaker", ["CreateEndpointConfig", "DeleteEndpointConfig", "DescribeEndpointConfig"]),
      resources: [configuration],
    },
    {
      sid: "KeepAlarms",
      actions: named("cloudwatch", [
        "DeleteAlarms",
        "DescribeAlarms",
        "ListTagsForResource",
        "PutMetricAlarm",
        "TagResource",
        "UntagResource",
      ]),
      resources: [own("cloudwatch", `alarm:${prefix}-*`)],
    },
  ];
}

function batchPermissions(prefix: string, own: Own): SeedStatement[] {
  return [
    // ListModels knows no resource: after a deployment, the model of the release is found by its name.
    { sid: "FindModels", actions: ["sagemaker:ListModels"], resources: ["*"] },
    {
      sid: "KeepTheSchedule",
      actions: named("scheduler", ["CreateSchedule", "DeleteSchedule", "GetSchedule", "UpdateSchedule"]),
      resources: [own("scheduler", `schedule/default/${prefix}-*`)],
    },
  ];
}

/** Actions of a service by name. */
export function named(service: string, actions: readonly string[]): string[] {
  return actions.map((action) => `${service}:${action}`);
}
