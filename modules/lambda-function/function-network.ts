import type { Statement } from "../iam-policy";

/** Subnets and security groups of one VPC that a function is attached to. */
export interface FunctionNetwork {
  /** Ids of 1 to 16 subnets. */
  readonly subnetIds: readonly string[];
  /** Ids of 1 to 5 security groups. */
  readonly securityGroupIds: readonly string[];
}

/**
 * Calls by which Lambda makes, finds and deletes the interfaces of a function, in the name of its role.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * Permissions of a function's role in a VPC: Lambda may manage the interfaces, and the function's own code may not. The key
 * `lambda:SourceFunctionArn` is in calls of the code alone.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-security
 */
export function networkStatements(functionArn: string): Statement[] {
  return [
    // `*`: AWS asks for all resources; the interfaces have no ARN before they are made.
    { sid: "Interfaces", actions: INTERFACES, resources: ["*"] },
    {
      sid: "NoInterfacesByCode",
      effect: "Deny",
      actions: [...INTERFACES, "ec2:DetachNetworkInterface"],
      resources: ["*"],
      conditions: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}
