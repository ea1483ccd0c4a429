import { defineFragment } from "smus-cdktf";

/** The company's own GitHub Enterprise Server in its network, its GitLab on the internet, and providers that AWS reaches. */
export const git = defineFragment("git", {
  hosts: {
    "github-enterprise": {
      name: "GitHub Enterprise Server",
      provider: "GitHubEnterpriseServer",
      endpoint: "https://git.globex.example",
      vpc: {
        vpcId: "vpc-0123456789abcdef1",
        subnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
        securityGroupIds: ["sg-0123456789abcdef0"],
        // The certificate of the company's own authority.
        tlsCertificate:
          "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUGlobexRootAuthority\n-----END CERTIFICATE-----\n",
      },
    },
    gitlab: {
      provider: "GitLabSelfManaged",
      endpoint: "https://gitlab.globex.example",
      tags: { team: "genomics" },
      defaultTags: false,
    },
  },
  connections: {
    research: { name: "globex-research", host: "github-enterprise", finishedBy: "the platform team" },
    gitlab: { host: "gitlab", useInProjects: true },
    // Taken over: it keeps the tags that it has.
    github: { provider: "GitHub", tags: { team: "genomics" }, defaultTags: false },
    "gitlab-com": { provider: "GitLab" },
    // For pipelines only: no project may use it.
    bitbucket: { provider: "Bitbucket", useInProjects: false },
  },
});
