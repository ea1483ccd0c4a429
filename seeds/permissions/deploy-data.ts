import type { SeedParameters } from "../model";
import type { SeedStage } from "../parameters/use-case";
import { named, terraformPermissions } from "./deploy";
import { arnsOf, prefixOf, useOfKey, type ArnsOf, type SeedStatement } from "./statement";

/** Actions of deployments of a data pipeline: `infrastructure/` and `tools/release.py` of its deploy repository. */
export function dataDeployPermissions(parameters: SeedParameters, stage: SeedStage): SeedStatement[] {
  const { s3, own } = arnsOf(stage);
  const { useCase, build, options } = parameters;
  const prefix = prefixOf(parameters, stage.name);
  return [
    ...terraformPermissions(parameters, stage, ["glue.amazonaws.com"]),
    { sid: "ReadReleases", actions: ["s3:GetObject"], resources: [s3(build.bucket, `${useCase}/releases/*`)] },
    { sid: "CopyReleases", actions: ["s3:PutObject"], resources: [s3(stage.bucket, `${useCase}/releases/*`)] },
    {
      sid: "KeepTheJob",
      actions: named("glue", ["CreateJob", "DeleteJob", "GetJob", "GetJobRun", "StartJobRun", "UpdateJob"]),
      resources: [own("glue", `job/${prefix}-*`)],
    },
    {
      sid: "KeepTheTrigger",
      actions: named("glue", [
        "CreateTrigger",
        "DeleteTrigger",
        "GetTrigger",
        "StartTrigger",
        "StopTrigger",
        "UpdateTrigger",
      ]),
      resources: [own("glue", `trigger/${prefix}-*`)],
    },
    {
      sid: "TagJobAndTrigger",
      actions: named("glue", ["GetTags", "TagResource", "UntagResource"]),
      resources: [own("glue", `job/${prefix}-*`), own("glue", `trigger/${prefix}-*`)],
    },
    ...databasePermissions(own, options["database"]),
    ...logPermissions(own, `/aws-glue/jobs/${prefix}`),
    ...alarmPermissions(prefix, stage),
    ...networkPermissions(prefix, stage),
    ...keyPermissions(stage),
  ];
}

function databasePermissions(own: ArnsOf["own"], name: string): SeedStatement[] {
  const database = own("glue", `database/${name}`);
  return [
    {
      sid: "KeepTheDatabase",
      actions: named("glue", ["CreateDatabase", "DeleteDatabase", "GetDatabase", "UpdateDatabase"]),
      resources: [own("glue", "catalog"), database],
    },
    {
      sid: "TagTheDatabase",
      actions: named("glue", ["GetTags", "TagResource", "UntagResource"]),
      resources: [database],
    },
  ];
}

function logPermissions(own: ArnsOf["own"], group: string): SeedStatement[] {
  return [
    {
      sid: "KeepTheLogs",
      actions: named("logs", [
        "AssociateKmsKey",
        "CreateLogGroup",
        "DeleteLogGroup",
        "DeleteRetentionPolicy",
        "ListTagsForResource",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ]),
      resources: [own("logs", `log-group:${group}`), own("logs", `log-group:${group}:*`)],
    },
    // DescribeLogGroups knows no resource.
    { sid: "FindTheLogs", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
  ];
}

function alarmPermissions(prefix: string, stage: SeedStage): SeedStatement[] {
  if (stage.alarmTopic === null) return [];
  const actions = [
    "DeleteRule",
    "DescribeRule",
    "ListTagsForResource",
    "ListTargetsByRule",
    "PutRule",
    "PutTargets",
    "RemoveTargets",
    "TagResource",
    "UntagResource",
  ];
  return [
    {
      sid: "KeepTheRule",
      actions: named("events", actions),
      resources: [arnsOf(stage).own("events", `rule/${prefix}-*`)],
    },
  ];
}

function networkPermissions(prefix: string, stage: SeedStage): SeedStatement[] {
  if (stage.subnets.length === 0) return [];
  const { own } = arnsOf(stage);
  return [
    {
      sid: "KeepConnections",
      actions: named("glue", ["CreateConnection", "DeleteConnection", "GetConnection", "UpdateConnection"]),
      resources: [own("glue", "catalog"), own("glue", `connection/${prefix}-*`)],
    },
    {
      sid: "TagConnections",
      actions: named("glue", ["GetTags", "TagResource", "UntagResource"]),
      resources: [own("glue", `connection/${prefix}-*`)],
    },
    // Describe actions of EC2 know no resource.
    { sid: "FindSubnets", actions: named("ec2", ["DescribeSubnets"]), resources: ["*"] },
  ];
}

function keyPermissions(stage: SeedStage): SeedStatement[] {
  if (stage.kmsKey === null) return [];
  const actions = ["CreateSecurityConfiguration", "DeleteSecurityConfiguration", "GetSecurityConfiguration"];
  return [
    ...useOfKey(stage.kmsKey, "kms:DescribeKey"),
    // Security configurations of Glue know no resource.
    { sid: "KeepTheEncryption", actions: named("glue", actions), resources: ["*"] },
  ];
}
