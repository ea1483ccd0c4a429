import { organizationFiles, problemsOf, type Changes } from "./support/organization";

/** Problems that are reported about the valid organization with changes, as `CODE file path`. */
const reported = (changes: Changes): string[] => problemsOf(organizationFiles(changes));
const FIXED = "dev.profiles.fixed";

describe("one mistake does not hide another beside it", () => {
  test("a wrong order of one configuration, and Tooling in the wrong order", () => {
    expect(
      reported({
        [`${FIXED}.configurations.Tooling.deploymentOrder`]: 3,
        [`${FIXED}.configurations.Lake.deploymentOrder`]: 17,
      }),
    ).toEqual([
      "VALUE_RANGE dev.ts profiles.fixed.configurations.Lake.deploymentOrder",
      "TOOLING_ORDER dev.ts profiles.fixed.configurations.Tooling",
    ]);
  });

  test("a wrong description of a configuration, and a profile that reaches production without being marked", () => {
    expect(
      reported({ [`${FIXED}.configurations.Lake.description`]: 5, "dev.accounts.alpha.production": true }),
    ).toEqual(
      expect.arrayContaining([
        "VALUE_TYPE dev.ts profiles.fixed.configurations.Lake.description",
        "PRODUCTION_MISMATCH dev.ts profiles.fixed.production",
      ]),
    );
  });

  test("a wrong setting of one blueprint, and another that is not enabled", () => {
    expect(
      reported({
        "dev.accounts.alpha.blueprints.Tooling.regions": [],
        "dev.accounts.alpha.blueprints.DataLake": undefined,
        "dev.profiles.dynamic": undefined,
        "dev.projects.one": undefined,
        "dev.grants.create.profiles": ["fixed"],
      }),
    ).toEqual([
      "VALUE_RANGE dev.ts accounts.alpha.blueprints.Tooling.regions",
      "BLUEPRINT_NOT_ENABLED dev.ts profiles.fixed.configurations.Lake",
    ]);
  });

  test("too many Regions of an account in a pool, and Regions that the account does not have", () => {
    expect(
      reported({
        "dev.pools.both.source.accounts": [
          { account: "alpha", regions: ["us-east-1", "us-east-2", "eu-west-1", "us-west-2"] },
        ],
      }),
    ).toEqual([
      "POOL_REGIONS dev.ts pools.both.source.accounts[0].regions",
      ...[1, 2, 3].map((index) => `REGION_NOT_IN_ACCOUNT dev.ts pools.both.source.accounts[0].regions[${index}]`),
    ]);
  });
});

describe("a form that is none", () => {
  test.each([
    [
      "state",
      { "dev.state": { backend: "gcs", region: "nowhere", locks: 1 } },
      ["VALUE_NOT_ALLOWED dev.ts state.backend", "KEY_UNKNOWN dev.ts state.locks", "VALUE_FORMAT dev.ts state.region"],
    ],
    [
      "grant",
      { "dev.grants.create.policy": "NOPE", "dev.grants.create.unit": 5 },
      ["VALUE_NOT_ALLOWED dev.ts grants.create.policy", "VALUE_TYPE dev.ts grants.create.unit"],
    ],
    [
      "network",
      { "dev.accounts.alpha.regions.us-east-1.network": { mode: "shared", vpcId: "x", subnets: [] } },
      [
        "VALUE_NOT_ALLOWED dev.ts accounts.alpha.regions.us-east-1.network.mode",
        "VALUE_FORMAT dev.ts accounts.alpha.regions.us-east-1.network.vpcId",
        "VALUE_RANGE dev.ts accounts.alpha.regions.us-east-1.network.subnets",
      ],
    ],
    [
      "sign-on",
      { "shared.domain.singleSignOn": { type: "SAML", userAssignment: "SOME" } },
      [
        "VALUE_NOT_ALLOWED shared.ts domain.singleSignOn.type",
        "VALUE_NOT_ALLOWED shared.ts domain.singleSignOn.userAssignment",
      ],
    ],
  ])("of a %s does not hide what is beside it", (_what, changes, expected) => {
    expect(reported(changes).filter((line) => !/_DIFFERS/.test(line))).toEqual(expected);
  });
});

describe("one mistake is reported once", () => {
  test("a misspelt partition says nothing about ARNs and Regions", () => {
    expect(reported({ "shared.organization": { partition: "aws-gov" } })).toEqual([
      "VALUE_NOT_ALLOWED shared.ts organization.partition",
    ]);
  });

  test("a pool that mixes production with others says nothing about the profiles on it", () => {
    expect(reported({ "dev.accounts.beta.production": true })).toEqual([
      "PRODUCTION_MIXED dev.ts pools.both.source.accounts",
    ]);
  });

  test("a misspelt template says nothing about blueprints", () => {
    expect(reported({ [`${FIXED}.template`]: "sql-analitics" })).toEqual([
      "VALUE_NOT_ALLOWED dev.ts profiles.fixed.template",
    ]);
  });

  test("a blueprint enabled in a Region that the account does not have says nothing about profiles", () => {
    expect(reported({ "dev.accounts.alpha.blueprints.DataLake": { regions: ["eu-west-1"] } })).toEqual([
      "REGION_NOT_IN_ACCOUNT dev.ts accounts.alpha.blueprints.DataLake.regions[0]",
    ]);
  });

  test("a misspelt profile in a grant does not make the profile unused", () => {
    expect(reported({ "dev.grants.create.profiles": ["dynamic", "fixd"], "dev.projects.two": undefined })).toEqual([
      "PROFILE_UNKNOWN dev.ts grants.create.profiles[1]",
    ]);
  });

  test.each([
    [
      "a role of a group",
      { "shared.domain.groups.leads": { rolePrincipalARN: "arn:aws:iam::000000000001:role/leads" } },
      "shared.ts domain.groups.leads.rolePrincipalARN",
    ],
    ["a principal", { "dev.grants.create.principal": { grup: "engineers" } }, "dev.ts grants.create.principal.grup"],
    ["a target", { [`${FIXED}.target`]: { acount: "alpha" } }, "dev.ts profiles.fixed.target.acount"],
    [
      "a source",
      { "dev.pools.both.source": { acounts: [{ account: "alpha" }, { account: "beta" }] } },
      "dev.ts pools.both.source.acounts",
    ],
    [
      "a member",
      { "dev.projects.one.members.engineers": { goup: "engineers", designation: "PROJECT_CONTRIBUTOR" } },
      "dev.ts projects.one.members.engineers.goup",
    ],
    [
      "the form of a grant",
      { "dev.grants.create.policy": undefined, "dev.grants.create.polcy": "CREATE_PROJECT_FROM_PROJECT_PROFILE" },
      "dev.ts grants.create.polcy",
    ],
  ])("the misspelt key of %s that has one key is one unknown key", (_what, changes, place) => {
    expect(reported(changes)).toEqual([`KEY_UNKNOWN ${place}`]);
  });

  test.each([
    ["in the wrong case", "US-EAST-1"],
    ["without a hyphen", "useast-1"],
    ["with a letter too few", "us-est_1"],
  ])("a Region %s as a key says nothing about what refers to Regions", (_how, region) => {
    expect(
      reported({
        "dev.accounts.alpha.regions": { [region]: { bucketName: "amazon-sagemaker-alpha" } },
        "dev.accounts.alpha.blueprints.Tooling.regions": ["us-east-1"],
        "dev.pools.both.source.accounts": [{ account: "alpha", regions: ["us-east-1"] }, { account: "beta" }],
        [`${FIXED}.target`]: { account: "alpha", region: "us-east-1" },
      }),
    ).toEqual([`KEY_FORMAT dev.ts accounts.alpha.regions.${region}`]);
  });

  test("a profile bound to an account without blueprints is one finding, at what the file says", () => {
    expect(reported({ [`${FIXED}.target.account`]: "gamma", "dev.accounts.gamma": { id: "000000000013" } })).toEqual([
      "BLUEPRINT_NOT_ENABLED dev.ts profiles.fixed.target.account",
    ]);
  });
});
