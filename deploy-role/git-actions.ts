import { only, read, when, write, type TypePermissions } from "./action-groups";

const CONNECTIONS = "list_awscodeconnections.html";
const FORMER = "list_awscodestarconnections.html";
const EC2 = "list_amazonec2.html";

const isInVpc = (host: Readonly<Record<string, unknown>>): boolean => host["vpc_configuration"] !== undefined;

/** Permissions of the types for Git providers; see `ACTIONS`. None of them may use a connection: projects do. */
export const GIT_ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_codeconnections_connection: {
    source: [CONNECTIONS, FORMER],
    groups: [
      read("gitConnection", "codeconnections:GetConnection", "codeconnections:ListTagsForResource"),
      // A connection that does not exist has no ARN yet.
      when("ourTagInRequest", write("any", "codeconnections:CreateConnection")),
      write(
        "gitConnection",
        "codeconnections:DeleteConnection",
        "codeconnections:TagResource",
        "codeconnections:UntagResource",
      ),
      read("formerGitConnection", "codestar-connections:GetConnection", "codestar-connections:ListTagsForResource"),
      write(
        "formerGitConnection",
        "codestar-connections:DeleteConnection",
        "codestar-connections:TagResource",
        "codestar-connections:UntagResource",
      ),
    ],
  },
  aws_codeconnections_host: {
    source: [CONNECTIONS, FORMER, EC2],
    groups: [
      read("gitHost", "codeconnections:GetHost", "codeconnections:ListTagsForResource"),
      // A host that does not exist has no ARN yet.
      when("ourTagInRequest", write("any", "codeconnections:CreateHost")),
      write(
        "gitHost",
        "codeconnections:DeleteHost",
        "codeconnections:TagResource",
        "codeconnections:UntagResource",
        "codeconnections:UpdateHost",
      ),
      read("formerGitHost", "codestar-connections:GetHost", "codestar-connections:ListTagsForResource"),
      write(
        "formerGitHost",
        "codestar-connections:DeleteHost",
        "codestar-connections:TagResource",
        "codestar-connections:UntagResource",
        "codestar-connections:UpdateHost",
      ),
      // The service makes interfaces and an endpoint in the caller's name, with ids of AWS: the Region limits them.
      only(
        isInVpc,
        when(
          "region",
          write(
            "any",
            "ec2:CreateNetworkInterface",
            "ec2:CreateTags",
            "ec2:CreateVpcEndpoint",
            "ec2:DeleteNetworkInterface",
            "ec2:DeleteVpcEndpoints",
          ),
        ),
      ),
      // EC2 describes support no resource-level permissions.
      only(
        isInVpc,
        write(
          "any",
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeVpcs",
        ),
      ),
    ],
  },
};
