import { asRoot } from "../../../sandbox/launcher/root-user";

/** Tag with which the portal enables a connection for projects. */
const FOR_PROJECTS = { Key: "for-use-with-all-datazone-projects", Value: "true" };

/**
 * Makes a host and connections to Git providers, as an administrator does in the console: one for projects, through the
 * host and with a tag of the company, and one of somebody's pipelines.
 *
 * @returns ARNs by name
 */
export async function buildGit(endpoint: string, account: string, region: string): Promise<Record<string, string>> {
  const ask = asRoot(endpoint, account, region);
  const send = async (operation: string, body: object): Promise<Record<string, string>> => {
    const answer = await ask("codeconnections", { target: `CodeConnections_20231201.${operation}`, body });
    return JSON.parse(answer) as Record<string, string>;
  };
  const { HostArn } = await send("CreateHost", {
    Name: "Company GitLab",
    ProviderType: "GitLabSelfManaged",
    ProviderEndpoint: "https://gitlab.example.com",
    VpcConfiguration: {
      VpcId: "vpc-0123456789abcdef0",
      SubnetIds: ["subnet-0123456789abcdef0"],
      SecurityGroupIds: ["sg-0123456789abcdef0"],
    },
    Tags: [FOR_PROJECTS],
  });
  const company = await send("CreateConnection", {
    ConnectionName: "company-gitlab",
    HostArn,
    Tags: [FOR_PROJECTS, { Key: "owner", Value: "platform" }],
  });
  const pipelines = await send("CreateConnection", { ConnectionName: "pipelines", ProviderType: "GitHub" });
  return {
    "Company GitLab": HostArn,
    "company-gitlab": company.ConnectionArn,
    pipelines: pipelines.ConnectionArn,
  };
}
