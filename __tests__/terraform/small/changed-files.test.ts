import { GetProjectProfileCommand } from "@aws-sdk/client-datazone";
import {
  changesOf,
  deferredReads,
  describeLife,
  errorsOf,
  IDS,
  reasonOf,
  REGION,
  SmallLife,
  smallWorld,
  succeeded,
  unknownOutputs,
  type SmallIds,
} from "../../support/life";

/** A plan that must be exactly the expected changes proves, at the same time, that what was applied has nothing left to do. */
describeLife("a small organization that is changed in its files", () => {
  let small: SmallLife;
  let ids: SmallIds;
  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    ids = small.ids();
  });
  afterAll(() => small?.life.end());

  it("plans exactly what was changed: a description, a parameter, a pool member, a unit's name, a new blueprint", async () => {
    small.rewrite(({ accounts, domain, pools, profiles }) => {
      profiles.fixed.description = "Runs in Marketing only";
      accounts.finance.blueprints = {
        ...accounts.finance.blueprints,
        DataLake: {
          regionalParameters: { [REGION]: { S3Location: `s3://amazon-sagemaker-life-${IDS.finance}/lake` } },
        },
      };
      accounts.marketing.blueprints = { ...accounts.marketing.blueprints, RedshiftServerless: {} };
      pools.development.source.accounts.push({ account: "marketing" });
      domain.units.finance.name = "Finance and Controlling";
    });
    await small.life.expectPlan({
      "governance-domain": ["update Unit_finance"],
      "finance-association": ["update Blueprint_DataLake_Configuration"],
      "marketing-association": [
        "create Blueprint_RedshiftServerless_Configuration",
        "create Blueprint_RedshiftServerless_Configuration_CreateOnly",
        "create Blueprint_RedshiftServerless_Grant-root-contributor",
      ],
      "governance-profiles": ["update Pool_development", "update Profile_fixed"],
    });
  });

  it("keeps every id known in that plan, and says what differs", () => {
    for (const stack of ["governance-domain", "finance-association", "governance-profiles"]) {
      const plan = small.life.show(stack);
      expect({ stack, unknown: unknownOutputs(plan), deferred: deferredReads(plan) }).toEqual({
        stack,
        unknown: [],
        deferred: [],
      });
    }
    const reason = reasonOf(small.life.show("governance-profiles"), "Profile_fixed");
    expect(reason).toBe('description: "Runs in Marketing" -> "Runs in Marketing only"');
  });

  it("changes in place: ids stay", async () => {
    await small.life.mustApply();
    expect(small.ids()).toEqual(ids);
  });

  it("replaces visibly what cannot change in place: a unit's parent", async () => {
    small.rewrite(({ domain }) => void (domain.units.reporting.parent = "marketing"));
    await small.life.expectPlan(
      { "governance-domain": ["replace Unit_reporting", "update Unit_reporting_CreateOnly"] },
      { stacks: ["governance-domain"] },
    );
    small.rewrite(({ domain }) => void (domain.units.reporting.parent = "finance"));
  });

  it("replaces visibly what cannot change in place: a project's profile, and its members with it", async () => {
    const { campaigns } = small.organization.projects;
    small.rewrite(
      ({ projects }) =>
        void (projects.campaigns = { ...campaigns, profile: "dynamic", account: { account: "finance" } }),
    );
    const outcome = await small.life.plan({ stacks: ["governance-projects"] });
    expect(changesOf(outcome)["governance-projects"]).toEqual(
      expect.arrayContaining(["replace campaigns", "replace campaigns_Member_analysts"]),
    );
    expect(changesOf(outcome)["governance-projects"]).not.toContainEqual(expect.stringContaining("reports"));
    small.rewrite(({ projects }) => void (projects.campaigns = campaigns));
  });

  it("refuses another key for the domain, and says why", async () => {
    const kmsKeyArn = `arn:aws:kms:${REGION}:${IDS.governance}:key/22222222-2222-2222-2222-222222222222`;
    small.rewrite(({ domain }) => Object.assign(domain, { kmsKeyArn }));
    const outcome = await small.life.plan({ stacks: ["governance-domain"] });
    expect(outcome.exitCode).toBe(1);
    expect(errorsOf(outcome).join("\n")).toMatch(/kmsKeyArn/);
    expect(errorsOf(outcome).join("\n")).toMatch(/replac/);
    small.rewrite(({ domain }) => Reflect.deleteProperty(domain, "kmsKeyArn"));
  });

  it("makes the profile and the project of model governance, which deploy nothing", async () => {
    small.rewrite(({ profiles, projects }) => {
      profiles.models = { name: "Generative AI model governance", template: "model-governance" };
      projects.models = {
        name: "GenerativeAIModelGovernanceProject",
        profile: "models",
        members: { leads: { group: "leads", designation: "PROJECT_OWNER" } },
      };
    });
    const governance = { stacks: ["governance-profiles", "governance-projects"] };
    await small.life.mustApply(governance);
    await small.life.expectEmptyPlan(governance);
  });

  it("keeps no id of a profile's configurations in any state: an update makes others", async () => {
    const { datazone } = await small.life.clients(IDS.governance);
    const domainIdentifier = String(small.life.outputs("governance-domain").domainId);
    const profiles = Object.values(small.ids().profiles as Record<string, string>);
    const answers = await Promise.all(
      profiles.map((identifier) => datazone.send(new GetProjectProfileCommand({ domainIdentifier, identifier }))),
    );
    const found = answers.flatMap(({ environmentConfigurations = [] }) =>
      environmentConfigurations.map(({ id }) => id),
    );
    const stacks = ["governance-profiles", "governance-projects", "finance-association", "marketing-association"];
    const states = stacks.map((stack) => small.life.terraform(stack, ["state", "pull"])).join();
    expect(profiles).toHaveLength(3);
    expect(profiles.filter((id) => states.includes(id))).toEqual(profiles);
    expect(found).toHaveLength(4);
    expect(found.filter((id) => id === undefined || states.includes(id))).toEqual([]);
  });

  describe("what projects need of an account's blueprints", () => {
    const association = { stacks: ["finance-association"] };
    const refusal = async (): Promise<string> => {
      const outcome = await small.life.plan(association);
      expect(outcome.exitCode).toBe(1);
      return errorsOf(outcome).join("\n");
    };

    it("cannot be taken away in a plan: a blueprint, a Regional parameter", async () => {
      small.rewrite(({ accounts }) => {
        const { LakehouseCatalog: _, ...others } = accounts.finance.blueprints ?? {};
        accounts.finance.blueprints = others;
      });
      expect(await refusal()).toMatch(
        new RegExp(
          `account ${IDS.finance} would lose.*blueprint LakehouseCatalog: it is disabled.*projects in it: Reports`,
        ),
      );
      small.rewrite(({ accounts }) => {
        accounts.finance.blueprints = { ...accounts.finance.blueprints, LakehouseCatalog: {} };
        Object.assign(accounts.finance.regions?.[REGION] ?? {}, { kmsKeyArn: "aws-owned" });
      });
      expect(await refusal()).toMatch(
        /blueprint Tooling: KmsKeyArn of us-east-1 is taken away.*projects in it: Reports/,
      );
    });

    it("stands against the destruction of the account's association, before anything of it is destroyed", async () => {
      const outcome = await small.life.destroy(association);
      expect(outcome.exitCode).toBe(1);
      expect(errorsOf(outcome).join("\n")).toMatch(/blueprint Tooling: it is disabled\); projects in it: Reports/);
      expect(small.life.terraform("finance-association", ["state", "list"])).toContain("Blueprint_Tooling_Grant");
    });

    it("does not stand against the destruction of the stage, although a change that was refused is pending", async () => {
      succeeded(await small.life.destroy());
    });
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
