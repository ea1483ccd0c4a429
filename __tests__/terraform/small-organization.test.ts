import { GetDataLakeSettingsCommand, PutDataLakeSettingsCommand } from "@aws-sdk/client-lakeformation";
import {
  ByHand,
  changesOf,
  deferredReads,
  describeLife,
  errorsOf,
  furnishedAccount,
  IDS,
  Life,
  reasonOf,
  REGION,
  smallOrganization,
  succeeded,
  unknownOutputs,
} from "../support/life";

/**
 * The life of an organization with a governance account and two members, in the order in which it happens: prepared,
 * applied, changed, extended, changed behind Terraform's back, repaired, reduced, destroyed. Every case plans or applies
 * with the real terraform and the real provider against the local AWS.
 *
 * A plan that must be exactly the expected changes proves, at the same time, that everything applied before left
 * nothing to do. The cases build on each other: after a failure the following ones mean little.
 */
describeLife("the life of a small organization", () => {
  const foreignAdmin = `arn:aws:iam::${IDS.finance}:role/lake-operations`;
  const organization = smallOrganization();
  let life: Life;
  let ids: { profiles: unknown; pools: unknown; units: unknown; projects: unknown };

  const rewrite = (change: (now: ReturnType<typeof smallOrganization>) => void): void => {
    change(organization);
    life.write({ main: organization });
  };
  const currentIds = (): typeof ids => ({
    profiles: life.outputs("governance-profiles").projectProfileIds,
    pools: life.outputs("governance-profiles").accountPoolIds,
    units: life.outputs("governance-domain").domainUnitIds,
    projects: life.outputs("governance-projects").projectIds,
  });
  const administrators = async (): Promise<string[]> => {
    const { lakeFormation } = await life.clients(IDS.finance);
    const { DataLakeSettings } = await lakeFormation.send(new GetDataLakeSettingsCommand({}));
    return (DataLakeSettings?.DataLakeAdmins ?? []).map((admin) => admin.DataLakePrincipalIdentifier ?? "");
  };
  const handOf = async (account: string): Promise<ByHand> =>
    new ByHand((await life.clients(account)).datazone, String(life.outputs("governance-domain").domainId));

  beforeAll(async () => {
    life = await Life.begin({ main: organization });
  });
  afterAll(() => life?.end());

  describe("from nothing", () => {
    it("bootstraps: a state bucket in every account, a workspace for every stack", async () => {
      const { stateLayers, workspacesCreated, receiptsWritten } = await life.mustBootstrap();
      expect(stateLayers.map(({ stack, step }) => `${stack} ${step}`).sort()).toEqual([
        "finance-state create",
        "governance-state create",
        "marketing-state create",
      ]);
      expect(workspacesCreated).toHaveLength(9);
      expect(receiptsWritten).toHaveLength(3);
    });

    it("applies, beside a data lake administrator that somebody else made", async () => {
      const { lakeFormation } = await life.clients(IDS.finance);
      const settings = { DataLakeAdmins: [{ DataLakePrincipalIdentifier: foreignAdmin }] };
      await lakeFormation.send(new PutDataLakeSettingsCommand({ DataLakeSettings: settings }));
      await life.mustApply();
      expect(await administrators()).toContain(foreignAdmin);
      expect((await administrators()).length).toBeGreaterThan(1);
      ids = currentIds();
    });

    it("plans nothing afterwards", () => life.expectEmptyPlan());

    it("bootstraps again without changing anything", async () => {
      const { stateLayers, workspacesCreated, receiptsWritten } = await life.mustBootstrap();
      expect(stateLayers.map(({ step, pending }) => ({ step, pending }))).toEqual(
        Array(3).fill({ step: "verify", pending: undefined }),
      );
      expect({ workspacesCreated, receiptsWritten }).toEqual({ workspacesCreated: [], receiptsWritten: [] });
    });
  });

  describe("changed in its files", () => {
    it("plans exactly what was changed: a description, a parameter, a pool member, a unit's name, a new blueprint", async () => {
      rewrite(({ accounts, domain, pools, profiles }) => {
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
      await life.expectPlan({
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
        const plan = life.show(stack);
        expect({ stack, unknown: unknownOutputs(plan), deferred: deferredReads(plan) }).toEqual({
          stack,
          unknown: [],
          deferred: [],
        });
      }
      const reason = reasonOf(life.show("governance-profiles"), "Profile_fixed");
      expect(reason).toBe('description: "Runs in Marketing" -> "Runs in Marketing only"');
    });

    it("changes in place: ids stay", async () => {
      await life.mustApply();
      expect(currentIds()).toEqual(ids);
    });

    it("replaces visibly what cannot change in place: a unit's parent", async () => {
      rewrite(({ domain }) => void (domain.units.reporting.parent = "marketing"));
      await life.expectPlan(
        { "governance-domain": ["replace Unit_reporting", "update Unit_reporting_CreateOnly"] },
        { stacks: ["governance-domain"] },
      );
      rewrite(({ domain }) => void (domain.units.reporting.parent = "finance"));
    });

    it("replaces visibly what cannot change in place: a project's profile, and its members with it", async () => {
      const { campaigns } = organization.projects;
      rewrite(
        ({ projects }) =>
          void (projects.campaigns = { ...campaigns, profile: "dynamic", account: { account: "finance" } }),
      );
      const outcome = await life.plan({ stacks: ["governance-projects"] });
      expect(changesOf(outcome)["governance-projects"]).toEqual(
        expect.arrayContaining(["replace campaigns", "replace campaigns_Member_analysts"]),
      );
      expect(changesOf(outcome)["governance-projects"]).not.toContainEqual(expect.stringContaining("reports"));
      rewrite(({ projects }) => void (projects.campaigns = campaigns));
    });

    it("refuses another key for the domain, and says why", async () => {
      const kmsKeyArn = `arn:aws:kms:${REGION}:${IDS.governance}:key/22222222-2222-2222-2222-222222222222`;
      rewrite(({ domain }) => Object.assign(domain, { kmsKeyArn }));
      const outcome = await life.plan({ stacks: ["governance-domain"] });
      expect(outcome.exitCode).toBe(1);
      expect(errorsOf(outcome).join("\n")).toMatch(/kmsKeyArn/);
      expect(errorsOf(outcome).join("\n")).toMatch(/replac/);
      rewrite(({ domain }) => Reflect.deleteProperty(domain, "kmsKeyArn"));
    });
  });

  describe("given another account", () => {
    it("bootstraps the account alone", async () => {
      rewrite(({ accounts, domain, pools }) => {
        accounts.research = furnishedAccount(IDS.research, { blueprints: { Tooling: {}, DataLake: {} } });
        pools.development.source.accounts.push({ account: "research" });
        domain.units.trials = { name: "Trials" };
      });
      const { stateLayers, workspacesCreated } = await life.mustBootstrap();
      expect(stateLayers.filter(({ step }) => step !== "verify").map(({ stack }) => stack)).toEqual(["research-state"]);
      expect([...workspacesCreated].sort()).toEqual(["research-association", "research-foundation"]);
    });

    it("changes nothing that exists but the pool that lists it, and adds it to the share", async () => {
      const outcome = await life.plan();
      const existing = Object.entries(changesOf(outcome)).filter(([stack]) => !stack.startsWith("research-"));
      expect(Object.fromEntries(existing)).toEqual({
        "governance-domain": ["create Unit_trials", "create Unit_trials_CreateOnly"],
        "governance-sharing": ["create Share_Principals_research"],
        "governance-profiles": ["update Pool_development"],
      });
    });

    it("applies, and nothing else changes its id", async () => {
      await life.mustApply();
      const { units, ...others } = currentIds();
      expect(others).toEqual({ profiles: ids.profiles, pools: ids.pools, projects: ids.projects });
      expect(units).toEqual({ ...(ids.units as object), trials: expect.any(String) as string });
      ids = currentIds();
    });
  });

  describe("changed behind Terraform's back", () => {
    it("plans exactly the repair of what was changed by hand", async () => {
      const governance = await handOf(IDS.governance);
      const id = (of: unknown, key: string): string => (of as Record<string, string>)[key];
      await governance.describeProfile(id(ids.profiles, "fixed"), "Edited in the console");
      await governance.describeProject(id(ids.projects, "reports"), "Edited in the console");
      await governance.addToPool(id(ids.pools, "development"), "500000000099", "intruder");
      await governance.deleteUnit(id(ids.units, "trials"));
      await governance.removeGrants("CREATE_GLOSSARY", String(life.outputs("governance-domain").rootDomainUnitId));
      const { blueprintIds } = life.outputs("research-association");
      await (await handOf(IDS.research)).disableBlueprint(id(blueprintIds, "DataLake"));
      await life.expectPlan({
        "governance-domain": ["create Grant_glossaries", "replace Unit_trials", "update Unit_trials_CreateOnly"],
        "research-association": ["update Blueprint_DataLake_Configuration"],
        "governance-profiles": ["update Pool_development", "update Profile_fixed"],
        "governance-projects": ["update reports"],
      });
    });

    it("says in the plan what was changed", () => {
      const profiles = life.show("governance-profiles");
      expect(reasonOf(profiles, "Profile_fixed")).toContain('"Edited in the console" -> "Runs in Marketing only"');
      expect(reasonOf(profiles, "Pool_development")).toContain("500000000099");
      expect(reasonOf(life.show("governance-projects"), "reports")).toContain("Edited in the console");
      expect(reasonOf(life.show("governance-domain"), "Unit_trials")).toContain("does not exist: replaced");
      expect(unknownOutputs(profiles)).toEqual([]);
      expect(deferredReads(profiles)).toEqual([]);
    });

    it("repairs it, and plans nothing afterwards", async () => {
      await life.mustApply();
      await life.expectEmptyPlan();
      const { units, ...others } = currentIds();
      expect(others).toEqual({ profiles: ids.profiles, pools: ids.pools, projects: ids.projects });
      expect(units).not.toEqual(ids.units);
    });
  });

  describe("relieved of an account", () => {
    it("destroys the stacks of the account, its state bucket last", async () => {
      rewrite(({ pools }) => void pools.development.source.accounts.pop());
      await life.mustApply({ stacks: ["governance-profiles"] });
      const stacks = ["research-association", "research-foundation", "research-state"];
      const outcome = succeeded(await life.destroy({ stacks, withState: true }));
      expect(outcome.stacks.map(({ stack, status }) => `${stack} ${status}`).sort()).toEqual(
        stacks.map((stack) => `${stack} destroyed`),
      );
    });

    it("takes it out of the share, and nothing else changes", async () => {
      rewrite(({ accounts }) => Reflect.deleteProperty(accounts, "research"));
      await life.expectPlan({ "governance-sharing": ["delete Share_Principals_research"] });
      await life.mustApply({ stacks: ["governance-sharing"] });
      const { unexpected } = await life.leftovers();
      expect(unexpected.filter((line) => line.includes(IDS.research))).toEqual([]);
    });
  });

  describe("to nothing", () => {
    it("destroys everything, and leaves what is not ours", async () => {
      succeeded(await life.destroy({ withState: true }));
      const { unexpected, kept } = await life.leftovers();
      expect(unexpected).toEqual([]);
      expect(kept.every((line) => line.includes("waits for its deletion"))).toBe(true);
      expect(await administrators()).toEqual([foreignAdmin]);
    });

    it("made no request that the service would not understand", () => life.expectNoViolations());
  });
});
