import { mapOrganization, type LiveDomain } from "../../../adoption";
import { refusable } from "../../../adoption/mapping";

const [OWNER, MEMBER] = ["000000000001", "000000000002"];
const READER = "arn:aws:iam::000000000001:role/reader";

const NO_SOURCES: LiveDomain["projects"][number]["sources"] = { connections: [], dataSources: [], connectionNames: {} };

/** A domain with one account that hosts projects, two users and a group; `change` adds the rest. */
function domain(change: Partial<LiveDomain> = {}): LiveDomain {
  const account = { customBlueprints: [], grants: [], roles: {}, dataLakeAdministrators: { "eu-west-1": [] } };
  const lake = { id: "bp-1", name: "DataLake", regions: ["eu-west-1"], regionalParameters: {} } as const;
  return {
    id: "dzd-1",
    arn: "arn:aws:datazone:eu-west-1:000000000001:domain/dzd-1",
    partition: "aws",
    region: "eu-west-1",
    accountId: OWNER,
    name: "Company",
    executionRoleArn: "arn:aws:iam::000000000001:role/execution",
    key: { type: "awsOwned" },
    tags: {},
    rootUnitId: "root-1",
    rootOwners: [{ type: "user", profileId: "u-1" }],
    units: [{ id: "unit-1", parentId: "root-1", name: "Finance", owners: [{ type: "group", profileId: "g-1" }] }],
    users: [
      { id: "u-1", identifier: "ada@example.com", type: "SSO" },
      { id: "u-2", identifier: READER, type: "IAM" },
    ],
    groups: [{ id: "g-1", groupName: "analysts" }],
    grants: [],
    pools: [],
    profiles: [],
    projects: [],
    shares: [],
    catalog: { glossaries: [], forms: [], assetTypes: [], rules: [] },
    accounts: [
      { id: OWNER, blueprints: [], ...account },
      { id: MEMBER, blueprints: [lake], ...account },
    ],
    git: { hosts: [], connections: [] },
    unreadable: [],
    blueprints: new Map([["bp-1", "DataLake"]]),
    customBlueprints: new Map(),
    ...change,
  };
}

function profile(name: string, configuration: object): LiveDomain["profiles"][number] {
  const configurations = [
    { id: "c-1", name: "lake", environmentBlueprintId: "bp-1", deploymentMode: "ON_DEMAND" as const, ...configuration },
  ];
  const rest = { resourceTags: [], allowCustomResourceTags: false, status: "ENABLED", unitId: "unit-1" } as const;
  return { id: name, name, configurations, ...rest };
}

const SPLIT = { owner: "shared", accounts: { dev: [MEMBER] }, accountKeys: { [MEMBER]: "finance" } };

const map = (live: LiveDomain, refused: Readonly<Record<string, string>> = {}) => {
  const { stages, remarks } = mapOrganization(live, SPLIT, {}, new Map(Object.entries(refused)));
  const [shared, dev] = stages;
  return { shared, dev, left: remarks.map(({ subject, reason }) => `${subject}: ${reason}`) };
};

describe("the mapping of a domain", () => {
  it("takes over the profile and project that the console makes for Bedrock's models, with its members", () => {
    const governance = { ...profile("Generative AI model governance", {}), configurations: [], unitId: "root-1" };
    const project: LiveDomain["projects"][number] = {
      id: "p-1",
      name: "GenerativeAIModelGovernanceProject",
      status: "ACTIVE",
      unitId: "root-1",
      profileId: governance.id,
      userParameters: [],
      environments: [],
      resourceTags: {},
      glossaryTermIds: [],
      members: [{ type: "group", profileId: "g-1", designation: "PROJECT_OWNER" }],
      sources: NO_SOURCES,
    };
    const { shared, dev, left } = map(domain({ profiles: [governance], projects: [project] }));
    expect(Object.values(shared.environment.profiles ?? {})).toEqual([
      { name: "Generative AI model governance", template: "model-governance" },
    ]);
    expect(Object.values(shared.environment.projects ?? {})).toMatchObject([
      {
        name: "GenerativeAIModelGovernanceProject",
        members: { analysts: { group: "analysts", designation: "PROJECT_OWNER" } },
      },
    ]);
    expect(Object.entries(shared.adopt).filter(([address]) => address.startsWith("Project"))).toEqual([
      [expect.stringMatching(/^Project\//), "p-1"],
      [expect.stringMatching(/^ProjectMembership\/.*\/analysts$/), "p-1|g-1"],
      [expect.stringMatching(/^ProjectProfile\//), governance.id],
    ]);
    expect(dev.environment.profiles ?? {}).toEqual({});
    expect(left.join()).not.toContain("governance");
  });

  it("takes over the vocabulary of the project that owns most of it, by names", () => {
    const project: LiveDomain["projects"][number] = {
      id: "p-1",
      name: "Data office",
      status: "ACTIVE",
      unitId: "unit-1",
      userParameters: [],
      environments: [],
      resourceTags: {},
      glossaryTermIds: [],
      members: [],
      sources: NO_SOURCES,
    };
    const term = { status: "ENABLED", isA: [], classifies: [] } as const;
    const glossary = { status: "ENABLED", governed: true, projectId: "p-1" } as const;
    const rule = { unitId: "unit-1", includesChildren: false, dataProducts: false, termIds: [], outdatedForms: [] };
    const live = domain({
      projects: [project],
      catalog: {
        glossaries: [
          {
            ...glossary,
            id: "gl-1",
            name: "Words",
            terms: [
              { ...term, id: "t-1", name: "Party", classifies: ["t-2"] },
              { ...term, id: "t-2", name: "Customer", isA: ["t-1"] },
            ],
          },
          { ...glossary, id: "gl-2", name: "Others", projectId: "p-9", terms: [] },
        ],
        forms: [
          {
            name: "Ownership",
            revision: "3",
            status: "ENABLED",
            smithy: "structure Ownership { a: String }",
            projectId: "p-1",
          },
        ],
        assetTypes: [
          {
            name: "Report",
            projectId: "p-1",
            forms: { Ownership: { typeName: "Ownership", typeRevision: "3", required: true } },
            outdatedForms: [],
          },
        ],
        rules: [
          { ...rule, id: "r-1", name: "Owned", on: "publish", assetTypes: ["Report"], forms: ["Ownership"] },
          { ...rule, id: "r-2", name: "Foreign", on: "publish", projectIds: ["p-9"], forms: ["Ownership"] },
        ],
      },
    });
    const { shared, dev, left } = map(live);
    expect(shared.environment.catalog).toEqual({
      owner: { create: { name: "Data office", unit: "finance" } },
      ownerGrants: false,
      glossaries: {
        words: {
          name: "Words",
          governed: true,
          terms: { party: { name: "Party" }, customer: { name: "Customer", isA: ["words/party"] } },
        },
      },
      forms: { ownership: { name: "Ownership", content: { smithy: "structure Ownership { a: String }" } } },
      assetTypes: { report: { name: "Report", forms: { Ownership: { form: "ownership", required: true } } } },
      rules: {
        owned: {
          name: "Owned",
          on: "publish",
          unit: "finance",
          includeChildUnits: false,
          assetTypes: ["report"],
          forms: ["ownership"],
        },
      },
    });
    expect(shared.adopt).toMatchObject({
      "CatalogOwner/owner": "p-1",
      "Glossary/words": "gl-1",
      "GlossaryTerm/words/customer": "t-2",
      "FormType/ownership": "Ownership",
      "AssetType/report": "Report",
      "MetadataRule/owned": "r-1",
    });
    expect(dev.environment.catalog).toBeUndefined();
    expect(left).toEqual(
      expect.arrayContaining([
        'glossary "Others": project p-9 owns it',
        'rule "Foreign" (r-2): it names something that the stage does not adopt',
      ]),
    );
  });

  describe("of a vocabulary that a configuration cannot have as a whole", () => {
    const office: LiveDomain["projects"][number] = {
      ...{ id: "p-1", name: "Data office", status: "ACTIVE", unitId: "unit-1", userParameters: [], environments: [] },
      ...{ resourceTags: {}, glossaryTermIds: [], members: [], sources: NO_SOURCES },
    };
    const term = { status: "ENABLED", isA: [], classifies: [] } as const;
    const glossary = { status: "ENABLED", governed: false, projectId: "p-1" } as const;
    const words = { ...glossary, id: "gl-1", name: "Words", terms: [{ ...term, id: "t-1", name: "Party" }] };
    const nothing = { glossaries: [], forms: [], assetTypes: [], rules: [] };
    const rule = {
      ...{ unitId: "unit-1", includesChildren: false, dataProducts: false, termIds: [], outdatedForms: [] },
      ...({ on: "publish", forms: ["amazon.datazone.GlueTableFormType"] } as const),
    };

    it("leaves a glossary whose terms are related to another project's, and what is related to it", () => {
      const foreign = { ...glossary, id: "gl-2", name: "Theirs", projectId: "p-9" };
      const { shared, left } = map(
        domain({
          projects: [office],
          catalog: {
            ...nothing,
            glossaries: [
              words,
              { ...glossary, id: "gl-3", name: "Mixed", terms: [{ ...term, id: "t-3", name: "Firm", isA: ["t-9"] }] },
              { ...glossary, id: "gl-4", name: "Next", terms: [{ ...term, id: "t-4", name: "Fund", isA: ["t-3"] }] },
              { ...foreign, terms: [{ ...term, id: "t-9", name: "Body" }] },
            ],
          },
        }),
      );
      expect(Object.keys(shared.environment.catalog?.glossaries ?? {})).toEqual(["words"]);
      expect(left).toEqual(
        expect.arrayContaining([
          'glossary "Mixed": its term "Firm" is related to a term that is not adopted',
          'glossary "Next": its term "Fund" is related to a term that is not adopted',
          'glossary "Theirs": project p-9 owns it',
        ]),
      );
    });

    it("leaves an asset type with another project's form, and rules that demand an earlier revision of one", () => {
      const form = (name: string, projectId: string) => ({
        ...({ name, projectId, revision: "2", status: "ENABLED" } as const),
        smithy: `structure ${name} { a: String }`,
      });
      const used = { typeName: "Theirs", typeRevision: "1", required: false };
      const { shared, left } = map(
        domain({
          projects: [office],
          catalog: {
            glossaries: [words],
            forms: [form("Ours", "p-1"), form("Theirs", "p-9")],
            assetTypes: [{ name: "Report", projectId: "p-1", forms: { Theirs: used }, outdatedForms: [] }],
            rules: [{ ...rule, id: "r-1", name: "Old", forms: ["Ours"], outdatedForms: ["Ours"] }],
          },
        }),
      );
      expect(shared.environment.catalog).not.toHaveProperty("assetTypes");
      expect(shared.environment.catalog).not.toHaveProperty("rules");
      expect(left).toEqual(
        expect.arrayContaining([
          'asset type "Report": its form "Theirs" is not adopted',
          expect.stringMatching(/^rule "Old" \(r-1\): it has an earlier revision of form "Ours"/),
        ]),
      );
    });

    it("says of rules that they are left where there is no vocabulary to adopt", () => {
      const { left } = map(domain({ catalog: { ...nothing, rules: [{ ...rule, id: "r-1", name: "Alone" }] } }));
      expect(left).toContain('rule "Alone" (r-1): the vocabulary of the domain is not adopted');
    });
  });

  it("leaves another profile without configurations to people", () => {
    const empty = { ...profile("Empty", {}), configurations: [] };
    expect(map(domain({ profiles: [empty] })).left.join()).toContain("it has no environment configurations");
  });

  it.each([
    ["TOOLING", 'of the custom Tooling "our own"'],
    [undefined, 'of the custom blueprint "our own"'],
  ])("leaves a profile of a custom blueprint with category %s to people, and says what it is", (category, said) => {
    const live = domain({
      customBlueprints: new Map([["bp-9", { name: "our own", category }]]),
      profiles: [profile("Custom", { environmentBlueprintId: "bp-9" })],
    });
    const { shared, dev, left } = map(live);
    expect({ ...shared.environment.profiles, ...dev.environment.profiles }).toEqual({});
    expect(left.join("\n")).toContain(`profile "Custom" (Custom): configuration "lake" is ${said}`);
  });

  it("leaves out tags that stacks set themselves, of a domain that this product has made, and has them set again", () => {
    const own = {
      "smus:stage": "shared",
      "smus:managed-by": "smus-cdktf",
      "Smus:Layer": "domain",
      owner: "data-office",
    };
    expect(map(domain({ tags: own })).shared.environment.domain).toMatchObject({
      tags: { owner: "data-office" },
      defaultTags: true,
    });
    expect(map(domain({ tags: { owner: "x", Owner: "y" } })).shared.environment.domain).toMatchObject({
      tags: { owner: "x", Owner: "y" },
      defaultTags: false,
    });
  });

  it("writes users, groups, units and their owners under keys into the owner's file, and adopts them by id", () => {
    const { shared } = map(domain());
    expect(shared.environment.domain).toMatchObject({
      rootOwners: { ada: { user: "ada" } },
      users: { ada: { type: "SSO_USER" }, reader: { identifier: READER, type: "IAM_ROLE" } },
      groups: { analysts: { groupIdentifier: "analysts" } },
      units: { finance: { owners: { analysts: { group: "analysts" } } } },
    });
    expect(shared.adopt).toEqual({
      "GroupProfile/analysts": "g-1",
      "DomainUnitOwner/root/ada": "root-1|u-1",
      "DomainUnit/finance": "unit-1",
      "DomainUnitOwner/finance/analysts": "unit-1|g-1",
      "UserProfile/ada": "ada@example.com,dzd-1,SSO",
      "UserProfile/reader": `${READER},dzd-1,IAM`,
    });
  });

  it("leaves a user and a group that the rules refuse, and names them nowhere", () => {
    const { shared, left } = map(domain(), {
      [refusable("UserProfile", "ada@example.com,dzd-1,SSO")]: "no such user",
      [refusable("GroupProfile", "g-1")]: "no such group",
    });
    expect(Object.keys(shared.adopt)).toEqual(["DomainUnit/finance", "UserProfile/reader"]);
    expect(shared.environment.domain).not.toHaveProperty("rootOwners");
    expect(left.slice(0, 2)).toEqual(['user "ada" (u-1): no such user', 'group "analysts" (g-1): no such group']);
    expect(left.join("\n")).toContain('an owner of unit "finance": its profile g-1 is not among');
  });

  it("gives a profile to the stage of its account, and its project with it", () => {
    const fixed = profile("Lake", { awsAccount: { awsAccountId: MEMBER }, awsRegion: { regionName: "eu-west-1" } });
    const project = {
      ...{ id: "p-1", name: "Reports", status: "ACTIVE", unitId: "root-1", profileId: "Lake", glossaryTermIds: [] },
      ...{ resourceTags: {}, userParameters: [], environments: [], members: [], sources: NO_SOURCES },
    };
    const { dev } = map(domain({ profiles: [fixed], projects: [project] }));
    expect(dev.environment.profiles).toMatchObject({ lake: { unit: "finance", target: { account: "finance" } } });
    expect(dev.environment.projects).toEqual({ reports: { name: "Reports", profile: "lake" } });
    expect(dev.adopt).toMatchObject({ "ProjectProfile/lake": "Lake", "Project/reports": "p-1" });
  });

  it("leaves a profile whose pool is not there, or whose pool is not adopted", () => {
    const accounts = (...ids: string[]) => ids.map((awsAccountId) => ({ awsAccountId, supportedRegions: [] }));
    const { left, dev } = map(
      domain({
        pools: [
          { id: "pool-1", name: "Idle", accounts: accounts(OWNER) },
          { id: "pool-2", name: "Finance", accounts: accounts(MEMBER) },
        ],
        profiles: [
          profile("Lost", { accountPools: ["pool-9"] }),
          profile("Idle", { accountPools: ["pool-1"] }),
          profile("Fine", { accountPools: ["pool-2"] }),
        ],
      }),
    );
    expect(left).toEqual(
      expect.arrayContaining([
        `pool "Idle" (pool-1): account ${OWNER} enables no managed blueprints`,
        'profile "Lost" (Lost): its pool "pool-9" is not adopted',
        'profile "Idle" (Idle): its pool "Idle" is not adopted',
      ]),
    );
    expect(Object.keys(dev.environment.profiles ?? {})).toEqual(["fine"]);
  });
});
