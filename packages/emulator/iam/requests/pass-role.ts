import { accountOfArn, type Need } from "./need";

/**
 * Handing a role to a service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function passRole(arn: string, service: string, associated?: string): Need {
  return {
    action: "iam:PassRole",
    resource: arn,
    accountId: accountOfArn(arn),
    context: {
      "iam:passedtoservice": service,
      ...(associated === undefined ? {} : { "iam:associatedresourcearn": associated }),
    },
  };
}
