import {
  AddPolicyGrantCommand,
  CreateAssetCommand,
  CreateDomainUnitCommand,
  CreateFormTypeCommand,
  CreateGlossaryCommand,
  CreateGlossaryTermCommand,
  CreateListingChangeSetCommand,
  CreateRuleCommand,
  type CreateRuleCommandInput,
  CreateSubscriptionRequestCommand,
  type DataZoneClient,
  DeleteRuleCommand,
  GetSubscriptionRequestDetailsCommand,
  ListDataSourceRunActivitiesCommand,
  ListSubscriptionRequestsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { standInTables } from "../../../packages/emulator/services/glue/tables";
import { FIXED, type Hosting, hosting, openMemberPool, profile, project } from "../functions/hosting";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "../functions/landscape";
import { dataSource } from "../functions/sources";
import { vocabularyOwner } from "../functions/vocabulary";

const COLLECTION = "amazon.datazone.S3ObjectCollectionAssetType";

let landscape: Landscape;
let host: Hosting;
let datazone: DataZoneClient;
let profileId: string;
let units: Record<"own" | "other", string>;
/** A producer in the unit `own`, a consumer in `other`. */
let projects: Record<"producer" | "consumer", string>;
let term: string;
let rules: string[] = [];

const on = () => ({ domainIdentifier: host.domainId });

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
  host = await hosting(landscape, "m/host");
  await openMemberPool(landscape, host);
  datazone = landscape.clients(GOVERNANCE).datazone();
  profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  const owner = await vocabularyOwner(landscape, host, "m/vocabulary");
  const unit = async (name: string) => {
    const made = { ...on(), parentDomainUnitIdentifier: host.root, name };
    const { id: entityIdentifier = "" } = await datazone.send(new CreateDomainUnitCommand(made));
    await datazone.send(
      new AddPolicyGrantCommand({
        ...{ ...on(), entityType: "DOMAIN_UNIT", entityIdentifier },
        policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        principal: { user: { allUsersGrantFilter: {} } },
        detail: { createProjectFromProjectProfile: { includeChildDomainUnits: true, projectProfiles: [profileId] } },
      }),
    );
    return entityIdentifier;
  };
  units = { own: await unit("Own"), other: await unit("Other") };
  const projectIn = async (name: string, domainUnitId: string) => {
    const desired = { ...project(host, profileId, { name, domainUnitId }), key: `m/${name}` };
    return (await landscape.create(GOVERNANCE, desired)).id;
  };
  projects = {
    producer: await projectIn("Producer", units.own),
    consumer: await projectIn("Consumer", units.other),
  };
  await datazone.send(
    new CreateFormTypeCommand({
      ...{ ...on(), name: "Ownership", status: "ENABLED", owningProjectIdentifier: owner },
      model: { smithy: 'structure Ownership { @required @documentation("a: b {c}") owner: String, note: String }' },
    }),
  );
  const { id: glossaryIdentifier } = await datazone.send(
    new CreateGlossaryCommand({ ...on(), name: "Words", owningProjectIdentifier: owner }),
  );
  const made = await datazone.send(new CreateGlossaryTermCommand({ ...on(), glossaryIdentifier, name: "Party" }));
  term = made.id ?? "";
});
afterAll(() => landscape.stop());
afterEach(async () => {
  for (const identifier of rules) await datazone.send(new DeleteRuleCommand({ ...on(), identifier }));
  rules = [];
});

interface RuleChoice {
  readonly unit?: string;
  readonly cascades?: boolean;
  readonly action?: CreateRuleCommandInput["action"];
  readonly types?: string[];
  readonly projects?: string[];
  readonly demands?: "form" | "term";
}

async function rule(choice: RuleChoice = {}): Promise<void> {
  const form = {
    metadataFormEnforcementDetail: { requiredMetadataForms: [{ typeIdentifier: "Ownership", typeRevision: "1" }] },
  };
  const { id, identifier = id } = (await datazone.send(
    new CreateRuleCommand({
      ...{ ...on(), name: `Rule ${rules.length}`, action: choice.action ?? "CREATE_LISTING_CHANGE_SET" },
      target: {
        domainUnitTarget: {
          domainUnitId: choice.unit ?? host.root,
          includeChildDomainUnits: choice.cascades ?? true,
        },
      },
      scope: {
        assetType: { selectionMode: choice.types ? "SPECIFIC" : "ALL", specificAssetTypes: choice.types },
        project: { selectionMode: choice.projects ? "SPECIFIC" : "ALL", specificProjects: choice.projects },
      },
      detail: choice.demands === "term" ? { glossaryTermEnforcementDetail: { requiredGlossaryTermIds: [term] } } : form,
    }),
  )) as { id?: string; identifier?: string };
  rules.push(identifier ?? "");
}

let number = 0;
async function asset(overrides: object = {}): Promise<string> {
  const { id = "" } = await datazone.send(
    new CreateAssetCommand({
      ...{ ...on(), name: `Asset ${(number += 1)}`, typeIdentifier: COLLECTION },
      ...{ owningProjectIdentifier: projects.producer, ...overrides },
    }),
  );
  return id;
}
const publish = (entityIdentifier: string) =>
  datazone.send(
    new CreateListingChangeSetCommand({ ...on(), entityIdentifier, entityType: "ASSET", action: "PUBLISH" }),
  );
const form = (content: object) => ({
  formName: "Ownership",
  typeIdentifier: "Ownership",
  content: JSON.stringify(content),
});

describe("a rule on publishing", () => {
  it.each<[string, () => RuleChoice]>([
    ["of the unit above", () => ({})],
    ["of the unit itself, which does not cascade", () => ({ unit: units.own, cascades: false })],
    ["about the asset's type", () => ({ types: [COLLECTION] })],
    ["about the asset's project", () => ({ projects: [projects.producer] })],
  ])("%s refuses an asset without the form, and not with it", async (_, choice) => {
    await rule(choice());
    await expect(publish(await asset())).rejects.toThrow(
      "Metadata rules are not met: rule Rule 0 requires form Ownership",
    );
    expect(await publish(await asset({ formsInput: [form({ owner: "sales" })] }))).toMatchObject({ status: "ACTIVE" });
  });

  it.each<[string, () => RuleChoice]>([
    ["of the unit above, which does not cascade", () => ({ cascades: false })],
    ["of another unit", () => ({ unit: units.other })],
    ["about another type", () => ({ types: ["amazon.datazone.GlueTableAssetType"] })],
    ["about another project", () => ({ projects: [projects.consumer] })],
    ["about requests", () => ({ action: "CREATE_SUBSCRIPTION_REQUEST" })],
  ])("%s leaves an asset alone", async (_, choice) => {
    await rule(choice());
    expect(await publish(await asset())).toMatchObject({ status: "ACTIVE" });
  });

  it("names everything that is missing, rule by rule, forms and terms", async () => {
    await rule();
    await rule({ demands: "term" });
    await expect(publish(await asset())).rejects.toThrow(
      `rule Rule 0 requires form Ownership; rule Rule 1 requires term ${term}`,
    );
    const complete = { formsInput: [form({ owner: "sales" })], glossaryTerms: [term] };
    expect(await publish(await asset(complete))).toMatchObject({ status: "ACTIVE" });
  });

  it("lets an import go on, which says of what it could not publish why", async () => {
    standInTables(landscape.emulator.store, MEMBER, REGION).sales = [{ Name: "orders", DatabaseName: "sales" }];
    await rule();
    const desired = { ...dataSource(host.domainId, projects.producer, { publishOnImport: true }), key: "m/source" };
    const { id: dataSourceIdentifier } = await landscape.create(GOVERNANCE, desired);
    const run = await datazone.send(new StartDataSourceRunCommand({ ...on(), dataSourceIdentifier }));
    const { items } = await datazone.send(new ListDataSourceRunActivitiesCommand({ ...on(), identifier: run.id }));
    expect(items).toMatchObject([
      {
        dataAssetStatus: "PUBLISHING_FAILED",
        errorMessage: {
          errorType: "VALIDATION_EXCEPTION",
          errorDetail: "Metadata rules are not met: rule Rule 0 requires form Ownership",
        },
      },
    ]);
  });
});

describe("a form of an asset", () => {
  it.each([
    ["has a type that exists", { ...form({ owner: "x" }), typeIdentifier: "Lost" }, "Form type Lost does not exist"],
    ["has content that is an object", { ...form({}), content: "[1]" }, "Content of form Ownership is no JSON object"],
    ["has content that can be read", { ...form({}), content: "owner" }, "Content of form Ownership is no JSON object"],
    ["has the values that its type requires", form({ note: "x" }), "Form Ownership has no value for owner"],
  ])("%s", (_, wrong, message) => expect(asset({ formsInput: [wrong] })).rejects.toThrow(message));
});

describe("a request to subscribe", () => {
  const request = async (listing?: string, overrides: object = {}) =>
    datazone.send(
      new CreateSubscriptionRequestCommand({
        ...{ ...on(), requestReason: "Reports", subscribedListings: [{ identifier: listing }] },
        subscribedPrincipals: [{ project: { identifier: projects.consumer } }],
        ...overrides,
      }),
    );

  it("is refused without the form that a rule of the asset's unit demands, and is pending with it", async () => {
    await rule({ unit: units.own, action: "CREATE_SUBSCRIPTION_REQUEST" });
    const { listingId } = await publish(await asset());
    await expect(request(listingId)).rejects.toThrow("rule Rule 0 requires form Ownership");
    const asked = await request(listingId, { metadataForms: [form({ owner: "marketing" })] });
    expect(asked).toMatchObject({
      status: "PENDING",
      subscribedPrincipals: [{ project: { id: projects.consumer, name: "Consumer" } }],
      subscribedListings: [{ id: listingId, ownerProjectId: projects.producer, ownerProjectName: "Producer" }],
      metadataForms: [{ formName: "Ownership", typeName: "Ownership" }],
    });
    await expect(request(listingId, { metadataForms: [form({ owner: "marketing" })] })).rejects.toThrow(
      "has a pending request",
    );
  });

  it("is seen by both sides, and by nobody else", async () => {
    const { listingId } = await publish(await asset());
    const clientToken = "once";
    const { id: identifier } = await request(listingId, { clientToken });
    expect((await request(listingId, { clientToken })).id).toBe(identifier);
    const listed = { ...on(), subscribedListingId: listingId };
    for (const filter of [
      { owningProjectId: projects.consumer },
      { approverProjectId: projects.producer, status: "PENDING" as const },
    ]) {
      const { items } = await datazone.send(new ListSubscriptionRequestsCommand({ ...listed, ...filter }));
      expect(items?.map(({ id }) => id)).toEqual([identifier]);
    }
    const none = { ...listed, approverProjectId: projects.consumer };
    expect((await datazone.send(new ListSubscriptionRequestsCommand(none))).items).toEqual([]);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    expect((await stranger.send(new ListSubscriptionRequestsCommand(listed))).items).toEqual([]);
    await expect(stranger.send(new GetSubscriptionRequestDetailsCommand({ ...on(), identifier }))).rejects.toThrow(
      "does not exist",
    );
    const seen = await datazone.send(new GetSubscriptionRequestDetailsCommand({ ...on(), identifier }));
    expect(seen).toMatchObject({ requestReason: "Reports" });
  });

  it("is refused for what is not listed, and to who is no member of the project that asks", async () => {
    const id = await asset();
    const { listingId } = await publish(id);
    const stranger = landscape.clients(GOVERNANCE, "stranger").datazone();
    const asked = {
      ...{ ...on(), requestReason: "Reports", subscribedListings: [{ identifier: listingId }] },
      subscribedPrincipals: [{ project: { identifier: projects.consumer } }],
    };
    await expect(stranger.send(new CreateSubscriptionRequestCommand(asked))).rejects.toThrow("not permitted");
    await datazone.send(
      new CreateListingChangeSetCommand({ ...on(), entityIdentifier: id, entityType: "ASSET", action: "UNPUBLISH" }),
    );
    await expect(request(listingId)).rejects.toThrow("does not exist");
  });
});
