import { WORKER } from "../worker-permissions";

/**
 * Actions that the function calls which makes and keeps the repositories of use cases. A test compares them with the calls of its code.
 *
 * It changes nothing in the domain nor in any account: what it changes is on code hosts. The role that it assumes in an account lets it
 * read the records of places there (`account`).
 */
export const SEEDING_PERMISSIONS = {
  datazone: [
    "datazone:GetEnvironment",
    "datazone:GetGroupProfile",
    "datazone:GetProject",
    "datazone:GetUserProfile",
    "datazone:ListConnections",
    "datazone:ListEnvironments",
    "datazone:ListProjectMemberships",
    "datazone:ListProjects",
  ],
  table: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
  ...WORKER,
  /** Of the secrets of code hosts; their keys, where they have their own, need `kms:Decrypt`. */
  secrets: ["secretsmanager:GetSecretValue"],
  /** On the account roles of stages. */
  assuming: ["sts:AssumeRole"],
  /** Of the account role, on the parameters of places. */
  account: ["ssm:GetParameter"],
} as const;
