import { hostContent, playedHosts, robotToken } from "../../../../sandbox/code-hosts/played-hosts";

const HUB = {
  name: "shared",
  aiops: {
    codeHosts: {
      github: {
        type: "github" as const,
        url: "https://github.com",
        namespace: "acme",
        secretArn: "arn:aws:secretsmanager:us-east-1:111111111111:secret:github-AbCdEf",
        platformOwners: ["@acme/platform"],
      },
      private: {
        type: "gitlab" as const,
        url: "https://git.example.com",
        namespace: "acme/ml",
        secretArn: "arn:aws:secretsmanager:us-east-1:111111111111:secret:gitlab",
      },
    },
    useCases: {
      churn: { codeHost: "github", owners: ["@acme/crm"], stages: [{ reviewers: ["@ada"] }, {}] },
      price: { codeHost: "private", owners: ["@acme/pricing/team"], stages: [{ reviewers: ["@bob"] }] },
    },
  },
};

describe("code hosts that a sandbox plays", () => {
  const [github, gitlab] = playedHosts([{ name: "dev" }, HUB]);

  it("are those of the stage that has use cases, with everybody who is named there", () => {
    expect(github).toMatchObject({
      key: "github",
      url: "https://github.com",
      people: ["@acme/platform", "@acme/crm", "@ada"],
    });
    expect(gitlab).toMatchObject({ key: "private", type: "gitlab", people: ["@acme/pricing/team", "@bob"] });
    expect(playedHosts([{ name: "dev" }])).toEqual([]);
  });

  it("know the organization, its teams and people, and a token of the functions", () => {
    const { organizations, teams, users, tokens } = hostContent(github);
    expect(organizations).toEqual([{ path: "acme", owners: ["smus-robot"], members: { approver: 30, ada: 30 } }]);
    expect(teams?.map(({ organization, slug }) => `${organization}/${slug}`)).toEqual(["acme/platform", "acme/crm"]);
    expect(users?.map(({ login }) => login)).toEqual(["smus-robot", "approver", "ada"]);
    expect(tokens?.[0]).toEqual({
      token: robotToken("github"),
      user: "smus-robot",
      scopes: ["repo", "workflow", "read:org"],
    });
  });

  it("know the group with those above it, and groups of owners", () => {
    const { organizations, teams } = hostContent(gitlab);
    expect(organizations?.map(({ path }) => path)).toEqual(["acme", "acme/ml", "acme/pricing", "acme/pricing/team"]);
    expect(organizations?.[1].members).toEqual({ "smus-robot": 40, approver: 40, bob: 30 });
    expect(teams).toBeUndefined();
  });
});
