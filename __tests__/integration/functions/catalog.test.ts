import {
  AssociateGovernedTermsCommand,
  CreateAssetCommand,
  CreateFormTypeCommand,
  CreateGlossaryCommand,
  CreateGlossaryTermCommand,
  CreateListingChangeSetCommand,
  CreateProjectCommand,
  type DataZoneClient,
  DeleteAssetCommand,
  DeleteFormTypeCommand,
  GetAssetCommand,
  GetAssetTypeCommand,
  GetFormTypeCommand,
  GetGlossaryTermCommand,
  GetRuleCommand,
  UpdateGlossaryTermCommand,
} from "@aws-sdk/client-datazone";
import { readCatalog } from "../../../adoption/reading/catalog";
import { formFingerprint } from "../../../contracts/service/form-structure";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import type { Configured } from "../../unit/functions/support/terraform";
import type { Hosting } from "./hosting";
import { changed, GOVERNANCE, Landscape, REGION } from "./landscape";
import { sourcesIn } from "./sources";
import { structure, vocabularyOwner } from "./vocabulary";

let landscape: Landscape;
let host: Hosting;
let projectId: string;
let client: DataZoneClient;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2, delays: { catalog: 40 } });
  const { id: domainId, root } = await landscape.domain("c/domain");
  host = { domainId, root };
  client = landscape.clients(GOVERNANCE).datazone();
  projectId = await vocabularyOwner(landscape, host, "c/owner");
});
afterAll(() => landscape.stop());

const glossary = (key: string, termNames: readonly string[], overrides: object = {}): Configured => ({
  kind: "Glossary",
  key: `c/${key}`,
  properties: {
    domainId: host.domainId,
    projectId,
    name: `Glossary ${key}`,
    status: "ENABLED",
    termKeys: `c/${key}`,
    termNames,
    adoptedTermIds: [],
    ...overrides,
  },
});

const term = (glossaryKey: string, glossaryId: string, key: string, overrides: object = {}): Configured => ({
  kind: "GlossaryTerm",
  key: `c/${glossaryKey}/${key}`,
  properties: {
    domainId: host.domainId,
    glossaryId,
    name: key,
    status: "ENABLED",
    isA: [],
    classifies: [],
    ...overrides,
  },
});

const form = (name: string, members: readonly string[]): Configured => ({
  kind: "FormType",
  key: `c/${name}`,
  properties: { domainId: host.domainId, projectId, name, status: "ENABLED", smithy: structure(name, ...members) },
});

const referenceTo = (desired: Configured) => {
  const { name, ...content } = desired.properties as { name: string; smithy: string; status: "ENABLED" };
  return { formType: name, revision: { content: formFingerprint(content) } };
};

async function asset(name: string, terms: { glossaryTerms?: string[]; governed?: string[] }): Promise<string> {
  const domainIdentifier = host.domainId;
  const { id } = await client.send(
    new CreateAssetCommand({
      domainIdentifier,
      name,
      typeIdentifier: "amazon.datazone.GlueTableAssetType",
      owningProjectIdentifier: projectId,
      glossaryTerms: terms.glossaryTerms,
    }),
  );
  if (terms.governed !== undefined)
    await client.send(
      new AssociateGovernedTermsCommand({
        domainIdentifier,
        entityType: "ASSET",
        entityIdentifier: id ?? "",
        governedGlossaryTerms: terms.governed,
      }),
    );
  return id ?? "";
}

/** A project that the function is no member of. */
async function strangersProject(): Promise<string> {
  const { id = "" } = await client.send(
    new CreateProjectCommand({ domainIdentifier: host.domainId, name: "Strangers", domainUnitId: host.root }),
  );
  const domains = landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({
    domains: {},
  }));
  domains.domains[host.domainId].projects[id].memberships = [];
  return id;
}

describe("glossaries and terms", () => {
  it("changes text and name of a term in place, with its relations", async () => {
    const words = await landscape.create(GOVERNANCE, glossary("place", ["Customer", "Person"]));
    const person = await landscape.create(GOVERNANCE, term("place", words.id, "Person"));
    const pair = landscape.pair(GOVERNANCE);
    const customer = term("place", words.id, "Customer", { isA: [person.id] });
    await pair.apply(customer);
    const before = pair.result?.id;
    expect(await pair.apply(customer)).toBe("none");
    await pair.apply(changed(customer, { name: "Client", shortDescription: "Who buys", isA: [] }));
    expect(pair.result?.id).toBe(before);
    const live = await client.send(new GetGlossaryTermCommand({ domainIdentifier: host.domainId, identifier: before }));
    expect(live).toMatchObject({ name: "Client", shortDescription: "Who buys", status: "ENABLED" });
    expect(live.termRelations).toBeUndefined();
    expect((await landscape.read(GOVERNANCE, glossary("place", ["Client", "Person"]))).inSync).toBe(true);
  });

  it("does not take the other side of a relation for a change by hand", async () => {
    const words = await landscape.create(GOVERNANCE, glossary("sides", ["Animal", "Cat"]));
    const animal = term("sides", words.id, "Animal");
    const { id: animalId } = await landscape.create(GOVERNANCE, animal);
    const { id: catId } = await landscape.create(GOVERNANCE, term("sides", words.id, "Cat", { isA: [animalId] }));
    const shown = { domainIdentifier: host.domainId, identifier: animalId };
    await client.send(new UpdateGlossaryTermCommand({ ...shown, termRelations: { classifies: [catId] } }));
    expect((await landscape.read(GOVERNANCE, animal)).inSync).toBe(true);
    const plant = await landscape.create(GOVERNANCE, term("sides", words.id, "Plant"));
    await client.send(new UpdateGlossaryTermCommand({ ...shown, termRelations: { classifies: [plant.id] } }));
    expect((await landscape.read(GOVERNANCE, animal)).reason).toContain("classifies");
  });

  it("removes a term that somebody added, and leaves those of the configuration alone", async () => {
    const desired = glossary("added", ["Kept"]);
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const glossaryId = pair.result?.id ?? "";
    // Renamed by hand: the ledger still knows that it is ours.
    const kept = await landscape.create(GOVERNANCE, term("added", glossaryId, "Kept"));
    const named = { domainIdentifier: host.domainId, identifier: kept.id };
    await client.send(new UpdateGlossaryTermCommand({ ...named, name: "Renamed" }));
    const { id } = await client.send(
      new CreateGlossaryTermCommand({
        domainIdentifier: host.domainId,
        glossaryIdentifier: glossaryId,
        name: "Intruder",
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    const read = await landscape.read(GOVERNANCE, desired);
    expect(read).toMatchObject({ inSync: false, replace: false });
    expect(read.differences).toEqual([{ path: "addedTerms[Intruder]", live: id, desired: null }]);
    const assetId = await asset("orders", { glossaryTerms: [id ?? ""] });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await expect(pair.apply(desired)).rejects.toThrow(/VOCABULARY_IN_USE.*"orders" has the term "Intruder"/);
    await client.send(new DeleteAssetCommand({ domainIdentifier: host.domainId, identifier: assetId }));
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
    await expect(
      client.send(new GetGlossaryTermCommand({ domainIdentifier: host.domainId, identifier: id })),
    ).rejects.toThrow("does not exist");
    expect((await client.send(new GetGlossaryTermCommand(named))).name).toBe("Renamed");
  });

  it("does not remove a term of a published asset, whoever owns it", async () => {
    const words = await landscape.create(GOVERNANCE, glossary("published", ["Sold"]));
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(term("published", words.id, "Sold"));
    const assetId = await asset("elsewhere", { glossaryTerms: [pair.result?.id ?? ""] });
    const about = { domainIdentifier: host.domainId, entityType: "ASSET", entityIdentifier: assetId } as const;
    await client.send(new CreateListingChangeSetCommand({ ...about, action: "PUBLISH" }));
    const held = sourcesIn(landscape, host.domainId).assets[assetId];
    const strangers = await strangersProject();
    held.projectId = strangers;
    await expect(pair.destroy()).rejects.toThrow(/VOCABULARY_IN_USE.*"elsewhere" has the term "Sold"/);
    await expect(
      client.send(new GetAssetCommand({ domainIdentifier: host.domainId, identifier: assetId })),
    ).rejects.toThrow("not permitted");
    held.projectId = projectId;
    await client.send(new CreateListingChangeSetCommand({ ...about, action: "UNPUBLISH" }));
    await client.send(new DeleteAssetCommand({ domainIdentifier: host.domainId, identifier: assetId }));
    await pair.destroy();
  });

  it("replaces a glossary that becomes governed, but not while assets have its terms", async () => {
    const desired = glossary("governed", ["Secret"], { usageRestriction: "ASSET_GOVERNED_TERMS" });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const glossaryId = pair.result?.id ?? "";
    const words = landscape.pair(GOVERNANCE);
    await words.apply(term("governed", glossaryId, "Secret"));
    const termId = words.result?.id ?? "";
    const assetId = await asset("payments", { governed: [termId] });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const open = glossary("governed", ["Secret"]);
    await expect(landscape.read(GOVERNANCE, open)).rejects.toThrow(
      /VOCABULARY_IN_USE.*asset "payments" has the term "Secret", which would go with the glossary/,
    );
    await expect(words.destroy()).rejects.toThrow(/VOCABULARY_IN_USE.*"payments"/);
    await client.send(new DeleteAssetCommand({ domainIdentifier: host.domainId, identifier: assetId }));
    expect(await landscape.read(GOVERNANCE, open)).toMatchObject({
      replace: true,
      reason: "create-only usageRestriction differs: replaced",
    });
    await words.destroy();
    await pair.apply(open);
    expect(pair.result?.id).not.toBe(glossaryId);
  });
});

describe("forms, asset types and rules", () => {
  const typeOf = (key: string, forms: Record<string, Configured>): Configured => ({
    kind: "AssetType",
    key: `c/${key}`,
    properties: {
      domainId: host.domainId,
      projectId,
      name: key,
      forms: Object.fromEntries(
        Object.entries(forms).map(([name, desired]) => [name, { ...referenceTo(desired), required: true }]),
      ),
    },
  });
  const ruleOn = (key: string, forms: readonly Configured[]): Configured => ({
    kind: "MetadataRule",
    key: `c/${key}`,
    properties: {
      domainId: host.domainId,
      domainUnitId: host.root,
      includeChildDomainUnits: true,
      name: key,
      action: "CREATE_LISTING_CHANGE_SET",
      ruleType: "METADATA_FORM_ENFORCEMENT",
      assetTypes: ["amazon.datazone.GlueTableAssetType"],
      dataProducts: true,
      projectIds: [projectId],
      forms: forms.map(referenceTo),
      termIds: [],
    },
  });
  const revisionOf = async (name: string) =>
    (await client.send(new GetFormTypeCommand({ domainIdentifier: host.domainId, formTypeIdentifier: name }))).revision;

  it("moves asset types and rules to the revision that a changed form makes", async () => {
    const [first, second] = [form("Ownership", ["owner"]), form("Ownership", ["owner", "team"])];
    const [forms, types, rules] = [0, 1, 2].map(() => landscape.pair(GOVERNANCE));
    await forms.apply(first);
    await types.apply(typeOf("Report", { Ownership: first }));
    await rules.apply(ruleOn("Owned", [first]));
    // The plan knows it before the revision exists.
    const planned = await landscape.read(GOVERNANCE, typeOf("Report", { Ownership: second }));
    expect(planned).toMatchObject({ inSync: false, replace: false, id: "Report" });
    await forms.apply(second);
    await types.apply(typeOf("Report", { Ownership: second }));
    await rules.apply(ruleOn("Owned", [second]));
    expect(await revisionOf("Ownership")).toBe("2");
    const named = { domainIdentifier: host.domainId };
    const type = await client.send(new GetAssetTypeCommand({ ...named, identifier: "Report" }));
    expect(type.formsOutput).toEqual({ Ownership: { typeName: "Ownership", typeRevision: "2", required: true } });
    const rule = await client.send(new GetRuleCommand({ ...named, identifier: rules.result?.id }));
    expect(rule.detail).toEqual({
      metadataFormEnforcementDetail: {
        requiredMetadataForms: [{ typeIdentifier: "Ownership", typeRevision: "2" }],
      },
    });
    expect(await types.apply(typeOf("Report", { Ownership: second }))).toBe("none");
    expect(await rules.apply(ruleOn("Owned", [second]))).toBe("none");
  });

  it("sees a form that was changed by hand, and not one that was only laid out otherwise", async () => {
    const desired = form("Layout", ["owner"]);
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const write = (smithy: string) =>
      client.send(
        new CreateFormTypeCommand({
          domainIdentifier: host.domainId,
          owningProjectIdentifier: projectId,
          name: "Layout",
          status: "ENABLED",
          model: { smithy },
        }),
      );
    await write("structure Layout {\n  owner: smithy.api#String, // who\n}\n");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await landscape.read(GOVERNANCE, desired)).inSync).toBe(true);
    await write(structure("Layout", "owner", "other"));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await landscape.read(GOVERNANCE, desired)).differences.map(({ path }) => path)).toEqual(["smithy"]);
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
  });

  it("does not rename a form that asset types use", async () => {
    const before = form("Before", ["owner"]);
    await landscape.create(GOVERNANCE, before);
    const types = landscape.pair(GOVERNANCE);
    await types.apply(typeOf("Renaming", { Before: before }));
    const after = { ...form("After", ["owner"]), key: "c/Before" };
    await expect(landscape.read(GOVERNANCE, after)).rejects.toThrow(/VOCABULARY_IN_USE.*"Renaming"/);
    await types.destroy();
    expect(await landscape.read(GOVERNANCE, after)).toMatchObject({ replace: true });
  });

  it("takes a form for gone that the service refuses to show", async () => {
    const desired = form("Refused", ["owner"]);
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const refused = {
      mode: "error-before",
      service: "datazone",
      operation: "GetFormType",
      code: "AccessDeniedException",
      status: 403,
      message: "User is not permitted to perform operation: GetFormType",
    } as const;
    landscape.emulator.faults.add([refused]);
    await expect(landscape.read(GOVERNANCE, desired)).rejects.toThrow("AccessDeniedException");
    const named = { domainIdentifier: host.domainId, formTypeIdentifier: "Refused" };
    const { model } = await client.send(new GetFormTypeCommand(named));
    const disabled = {
      domainIdentifier: host.domainId,
      owningProjectIdentifier: projectId,
      status: "DISABLED",
    } as const;
    await client.send(new CreateFormTypeCommand({ ...disabled, name: "Refused", model }));
    await client.send(new DeleteFormTypeCommand(named));
    landscape.emulator.faults.add([refused]);
    expect(await landscape.read(GOVERNANCE, desired)).toMatchObject({ condition: "absent", replace: true });
  });

  it("demands terms as well, and is replaced when it demands the other", async () => {
    const words = await landscape.create(GOVERNANCE, glossary("demanded", ["Public"]));
    const open = await landscape.create(GOVERNANCE, term("demanded", words.id, "Public"));
    const pair = landscape.pair(GOVERNANCE);
    const desired = changed(ruleOn("Classified", []), {
      ruleType: "GLOSSARY_TERM_ENFORCEMENT",
      termIds: [open.id],
      assetTypes: undefined,
      projectIds: undefined,
    });
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
    const owned = form("Classification", ["level"]);
    await landscape.create(GOVERNANCE, owned);
    expect(await landscape.read(GOVERNANCE, changed(ruleOn("Classified", [owned]), {}))).toMatchObject({
      replace: true,
      reason: "create-only ruleType differs: replaced",
    });
  });
});

describe("adoption", () => {
  it("takes over what somebody has made, without a write", async () => {
    const made = { domainIdentifier: host.domainId };
    const { id: glossaryId = "" } = await client.send(
      new CreateGlossaryCommand({ ...made, owningProjectIdentifier: projectId, name: "Found", status: "ENABLED" }),
    );
    const { id: termId = "" } = await client.send(
      new CreateGlossaryTermCommand({ ...made, glossaryIdentifier: glossaryId, name: "Word", status: "ENABLED" }),
    );
    const found = form("FoundForm", ["owner"]);
    const model = { smithy: "structure FoundForm {\n  owner: String\n}" };
    await client.send(
      new CreateFormTypeCommand({
        ...made,
        owningProjectIdentifier: projectId,
        name: "FoundForm",
        status: "ENABLED",
        model,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    const isWrite = ({ operation }: { operation: string }): boolean =>
      /^(Create|Update|Delete)(Glossary|GlossaryTerm|FormType)$/.test(operation);
    const writes = () => landscape.emulator.log.list().filter(isWrite).length;
    const before = writes();
    const words = { ...glossary("found", ["Word"], { name: "Found", adoptedTermIds: [termId] }), adoptId: glossaryId };
    const word = { ...term("found", glossaryId, "Word"), adoptId: termId };
    for (const desired of [words, word, { ...found, adoptId: "FoundForm" }]) {
      expect((await landscape.read(GOVERNANCE, desired)).reason).toMatch(/^adopts \w+ as it is$/);
      const pair = landscape.pair(GOVERNANCE);
      await pair.apply(desired);
      expect(pair.result?.id).toBe(desired.adoptId);
      expect(await pair.apply(desired)).toBe("none");
    }
    expect(writes()).toBe(before);
  });

  it("reads the vocabulary of a domain, and the rules on its units", async () => {
    const clients = { datazone: client } as unknown as Parameters<typeof readCatalog>[0];
    const live = await readCatalog(clients, host.domainId, [host.root]);
    expect(live.glossaries.find(({ name }) => name === "Found")).toMatchObject({
      governed: false,
      projectId,
      terms: [{ name: "Word", status: "ENABLED", isA: [], classifies: [] }],
    });
    expect(live.forms.find(({ name }) => name === "FoundForm")?.smithy).toContain("owner: String");
    expect(live.rules.find(({ name }) => name === "Owned")).toMatchObject({
      unitId: host.root,
      includesChildren: true,
      on: "publish",
      assetTypes: ["amazon.datazone.GlueTableAssetType"],
      dataProducts: true,
      projectIds: [projectId],
      forms: ["Ownership"],
    });
  });
});
