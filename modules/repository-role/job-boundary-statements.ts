import type { Statement } from "../iam-policy";

/** Limits of the jobs of a use case's repositories in an account. */
export interface JobBoundaryLimits {
  readonly partition: string;
  readonly accountId: string;
  /** Prefix of the names that are the platform's. */
  readonly prefix: string;
  readonly useCase: string;
  /** Stages of the use case in this account: names of what deployments make begin with `<use case>-<stage>-`. */
  readonly stages: readonly string[];
  /** ARN of the boundary that every role has which a deployment makes. */
  readonly useCaseBoundaryArn: string;
  /** Account in which it is built, whose releases deployments read. */
  readonly buildAccountId: string;
}

/**
 * Services of AWS that jobs of repositories call: what a role gets of them is in its own policy. `*` is bounded by the account that owns
 * what is called, so that nothing is written into anybody else's.
 */
const SERVICES = [
  "cloudwatch:*",
  "ec2:DescribeSubnets",
  "events:*",
  "glue:*",
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:GenerateDataKey",
  "logs:*",
  "s3:*",
  "sagemaker:*",
  "scheduler:*",
];

/** Actions of IAM that keep roles and give nobody more than before. */
const KEEPING_ROLES = [
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

/**
 * The most that a role of a repository may do, whatever policies it has. Of IAM: roles of its own use case that carry the boundary. It
 * attaches no policy, writes no boundary and changes no policy of the platform, so it takes no boundary off, its own neither.
 */
export function jobBoundaryStatements(limits: JobBoundaryLimits): Statement[] {
  const { partition, accountId, prefix, useCase, stages, buildAccountId } = limits;
  const iam = (resource: string): string => `arn:${partition}:iam::${accountId}:${resource}`;
  const roles = stages.map((stage) => iam(`role/${useCase}-${stage}-*`));
  return [
    {
      sid: "Services",
      actions: SERVICES,
      resources: ["*"],
      conditions: { StringEquals: { "aws:ResourceAccount": [...new Set([accountId, buildAccountId])].sort() } },
    },
    ...(roles.length === 0 ? [] : roleStatements(roles, limits)),
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      // Jobs of a build run as the role of their project, whose name ends in ids of the service.
      resources: [...roles, iam("role/datazone_usr_role_*")],
      conditions: {
        StringEquals: {
          "iam:PassedToService": ["glue.amazonaws.com", "sagemaker.amazonaws.com", "scheduler.amazonaws.com"],
        },
      },
    },
    {
      sid: "BoundariesStay",
      effect: "Deny",
      actions: ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"],
      resources: ["*"],
    },
    {
      sid: "PlatformStays",
      effect: "Deny",
      actions: ["iam:*"],
      resources: [iam(`role/${prefix}-*`), iam(`policy/${prefix}-*`), iam("oidc-provider/*")],
    },
  ];
}

function roleStatements(resources: readonly string[], { useCaseBoundaryArn }: JobBoundaryLimits): Statement[] {
  return [
    {
      sid: "RolesWithinTheBoundary",
      actions: ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePolicy"],
      resources,
      conditions: { StringEquals: { "iam:PermissionsBoundary": useCaseBoundaryArn } },
    },
    { sid: "KeepRoles", actions: KEEPING_ROLES, resources },
  ];
}
