import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateAssetCommand,
  CreateGlossaryTermCommand,
  CreateProjectMembershipCommand,
  CreateUserProfileCommand,
  type DataZoneClient,
  DeleteAssetCommand,
  DeleteRuleCommand,
  GetAssetTypeCommand,
  GetFormTypeCommand,
  GetRuleCommand,
  ListRulesCommand,
  UpdateGlossaryCommand,
  UpdateGlossaryTermCommand,
} from "@aws-sdk/client-datazone";
import type { EnvironmentInput } from "../../configuration";
import { ADMINISTRATOR_ROLE } from "../../sandbox/launcher/accounts";
import { describeLife, errorsOf, IDS, Life, Programs, reasonOf, REGION, unknownOutputs } from "../support/life";

type Catalog = Required<Omit<NonNullable<EnvironmentInput["catalog"]>, "ownerGrants">>;

/** A domain with nothing but its vocabulary. */
function organization() {
  return {
    organization: { namePrefix: "words", tags: {} },
    protection: "none" as const,
    governanceAccount: "governance",
    accounts: { governance: { id: IDS.governance } },
    domain: {
      name: "words",
      region: REGION,
      units: { finance: { name: "Finance" } },
      grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL" as const, principal: { allUsers: true as const } } },
    },
    catalog: {
      owner: { create: { name: "Data office" } },
      glossaries: {
        business: {
          name: "Business",
          terms: {
            party: { name: "Party" },
            customer: { name: "Customer", shortDescription: "Who buys", isA: ["party"] },
            supplier: { name: "Supplier", isA: ["party"] },
          },
        },
        secrecy: { name: "Secrecy", terms: { open: { name: "Open" }, closed: { name: "Closed" } } },
      },
      forms: {
        ownership: {
          name: "Ownership",
          content: { fields: { owner: { type: "string", required: true, searchable: true } } },
        },
        purpose: { name: "Purpose", content: { fields: { purpose: { type: "string", values: ["report", "model"] } } } },
      },
      assetTypes: { report: { name: "Report", forms: { Ownership: { form: "ownership", required: true } } } },
      rules: {
        owned: { name: "Owned", on: "publish", unit: "finance", forms: ["ownership"] },
        classified: { name: "Classified", on: "publish", terms: ["secrecy/open"] },
      },
    } as Catalog,
  };
}

const STACK = "governance-catalog";

describeLife("the vocabulary of a domain", () => {
  let life: Life;
  let datazone: DataZoneClient;
  let named: { readonly domainIdentifier: string };
  const now = organization();

  /** Ids by key: outputs without the record of the apply. */
  const outputs = (): Record<string, Record<string, string>> => {
    const { applied: _, ...ids } = life.outputs(STACK);
    return ids as Record<string, Record<string, string>>;
  };
  const rewrite = (change: (catalog: Catalog) => void): void => {
    change(now.catalog);
    life.write({ main: now });
  };
  const ruleId = async (unit: unknown, name: string): Promise<string> => {
    const { items = [] } = await datazone.send(
      new ListRulesCommand({ ...named, targetType: "DOMAIN_UNIT", targetIdentifier: String(unit) }),
    );
    return items.find((item) => item.name === name)?.identifier ?? "";
  };

  beforeAll(async () => {
    life = await Life.begin({ main: now });
    await life.mustBootstrap();
    await life.mustApply();
    ({ datazone } = await life.clients(IDS.governance));
    named = { domainIdentifier: String(life.outputs("governance-domain").domainId) };
    await joinOwner();
  });
  afterAll(() => life?.end());

  /** Whoever changes something in the portal is a member of the project that owns it. */
  async function joinOwner(): Promise<void> {
    const userIdentifier = `arn:aws:iam::${IDS.governance}:role/${ADMINISTRATOR_ROLE}`;
    await datazone.send(new CreateUserProfileCommand({ ...named, userIdentifier, userType: "IAM_ROLE" }));
    await datazone.send(
      new CreateProjectMembershipCommand({
        ...named,
        projectIdentifier: String(life.outputs(STACK).ownerProjectId),
        member: { userIdentifier },
        designation: "PROJECT_OWNER",
      }),
    );
  }

  it("is applied once, and the second plan is empty", () => life.expectEmptyPlan());

  it("changes text and name of a term and of a glossary in place", async () => {
    const before = outputs();
    rewrite(({ glossaries }) => {
      glossaries.business.name = "Business terms";
      glossaries.business.terms!.customer = { name: "Client", shortDescription: "Who buys from us", isA: ["party"] };
    });
    await life.expectPlan({
      [STACK]: ["update Vocabulary_Glossary_Terms-business_customer", "update Vocabulary_Glossary_business"],
    });
    expect(reasonOf(life.show(STACK), "Vocabulary_Glossary_Terms-business_customer")).toContain(
      '"Customer" -> "Client"',
    );
    expect(unknownOutputs(life.show(STACK))).toEqual([]);
    await life.mustApply();
    await life.expectEmptyPlan();
    expect(outputs()).toEqual(before);
  });

  it("makes a revision of a changed form, and moves its asset type and its rule to it in the same apply", async () => {
    rewrite(({ forms }) => {
      forms.ownership.content = {
        fields: { owner: { type: "string", required: true, searchable: true }, team: { type: "string" } },
      };
    });
    await life.expectPlan({
      [STACK]: [
        "update Vocabulary_AssetType_report",
        "update Vocabulary_Form_ownership",
        "update Vocabulary_Rule_owned",
      ],
    });
    await life.mustApply();
    await life.expectEmptyPlan();
    const form = await datazone.send(new GetFormTypeCommand({ ...named, formTypeIdentifier: "Ownership" }));
    const type = await datazone.send(new GetAssetTypeCommand({ ...named, identifier: "Report" }));
    const { domainUnitIds } = life.outputs("governance-domain");
    const identifier = await ruleId((domainUnitIds as Record<string, string>).finance, "Owned");
    const rule = await datazone.send(new GetRuleCommand({ ...named, identifier }));
    expect(form.revision).toBe("2");
    expect(type.formsOutput?.Ownership?.typeRevision).toBe("2");
    expect(rule.detail?.metadataFormEnforcementDetail?.requiredMetadataForms?.[0]?.typeRevision).toBe("2");
  });

  it("refuses, in the plan, another name of a form that an asset type uses", async () => {
    rewrite(({ forms }) => void (forms.ownership.name = "Owners"));
    expect(errorsOf(await life.plan()).join("\n")).toMatch(
      /VOCABULARY_IN_USE.*"Ownership" cannot be renamed.*while asset types use it: "Report"/,
    );
    rewrite(({ forms }) => void (forms.ownership.name = "Ownership"));
    await life.expectEmptyPlan();
  });

  it("shows what was changed by hand as drift, and repairs it", async () => {
    const { glossaryIds, termIds } = outputs();
    await datazone.send(
      new UpdateGlossaryCommand({ ...named, identifier: glossaryIds.secrecy, description: "Edited in the portal" }),
    );
    await datazone.send(
      new UpdateGlossaryTermCommand({ ...named, identifier: termIds["business/party"], shortDescription: "Edited" }),
    );
    await datazone.send(
      new CreateGlossaryTermCommand({ ...named, glossaryIdentifier: glossaryIds.business, name: "Intruder" }),
    );
    const root = life.outputs("governance-domain").rootDomainUnitId;
    await datazone.send(new DeleteRuleCommand({ ...named, identifier: await ruleId(root, "Classified") }));

    const file = join(life.directory, "drift.json");
    const { exitCode, text } = new Programs(life).npm("drift", ["--json", file], "main");
    expect({ exitCode, text }).toMatchObject({ exitCode: 2 });
    const { stages } = JSON.parse(readFileSync(file, "utf8")) as {
      stages: { drift: { resource: string; change: string }[] }[];
    };
    expect(stages[0].drift.map(({ resource, change }) => `${resource} ${change}`).sort()).toEqual([
      'Glossary "main/business" changed',
      'Glossary "main/secrecy" changed',
      'GlossaryTerm "main/business/party" changed',
      'MetadataRule "main/classified" deleted',
    ]);

    await life.expectPlan({
      [STACK]: [
        "replace Vocabulary_Rule_classified",
        "update Vocabulary_Glossary_Terms-business_party",
        "update Vocabulary_Glossary_business",
        "update Vocabulary_Glossary_secrecy",
        "update Vocabulary_Rule_classified_CreateOnly",
      ],
    });
    expect(reasonOf(life.show(STACK), "Vocabulary_Glossary_business")).toContain("addedTerms[Intruder]");
    await life.mustApply();
    await life.expectEmptyPlan();
    expect(outputs()).toMatchObject({ glossaryIds, termIds });
  });

  it("refuses to replace a glossary while assets have its terms, then replaces it with them", async () => {
    const { termIds, ownerProjectId } = life.outputs(STACK) as {
      termIds: Record<string, string>;
      ownerProjectId: string;
    };
    const { id } = await datazone.send(
      new CreateAssetCommand({
        ...named,
        name: "Payments",
        typeIdentifier: "Report",
        owningProjectIdentifier: ownerProjectId,
        glossaryTerms: [termIds["secrecy/closed"]],
      }),
    );
    rewrite(({ glossaries }) => void (glossaries.secrecy.governed = true));
    const refused = await life.plan();
    expect(errorsOf(refused).join("\n")).toMatch(/VOCABULARY_IN_USE.*Payments.* has the term .*Closed/);
    await datazone.send(new DeleteAssetCommand({ ...named, identifier: id }));
    await life.expectPlan({
      [STACK]: [
        "replace Vocabulary_Glossary_Terms-secrecy_closed",
        "replace Vocabulary_Glossary_Terms-secrecy_open",
        "replace Vocabulary_Glossary_secrecy",
        "update Vocabulary_Glossary_Terms-secrecy_closed_CreateOnly",
        "update Vocabulary_Glossary_Terms-secrecy_open_CreateOnly",
        "update Vocabulary_Glossary_secrecy_CreateOnly",
        // Its terms get new ids, and what reads through ids that are not known yet is replaced with them.
        "replace Vocabulary_Rule_classified",
        "update Vocabulary_Rule_classified_CreateOnly",
      ],
    });
    await life.mustApply();
    await life.expectEmptyPlan();
    expect(outputs().termIds["secrecy/open"]).not.toBe(termIds["secrecy/open"]);
  });

  it("removes terms, a rule, an asset type and forms in the order in which they let go of each other", async () => {
    rewrite((catalog) => {
      catalog.glossaries = { business: { name: "Business terms", terms: { party: { name: "Party" } } } };
      catalog.forms = { purpose: catalog.forms.purpose };
      catalog.assetTypes = {};
      catalog.rules = {};
    });
    await life.mustApply();
    await life.expectEmptyPlan();
    expect(outputs()).toMatchObject({ formTypes: { purpose: "Purpose" }, assetTypes: {} });
  });

  it("made no request that the service would not understand", () => life.expectNoViolations());

  it("leaves nothing behind when it is destroyed", async () => {
    const outcome = await life.destroy();
    expect(errorsOf(outcome)).toEqual([]);
    expect(outcome.exitCode).toBe(0);
  });
});
