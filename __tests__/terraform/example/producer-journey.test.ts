import {
  CreateAssetRevisionCommand,
  CreateListingChangeSetCommand,
  CreateSubscriptionRequestCommand,
  type DataZoneClient,
  type FormInput,
  GetAssetCommand,
  type GetAssetCommandOutput,
  GetDataSourceRunCommand,
  ListDataSourceRunActivitiesCommand,
  ListDataSourcesCommand,
  ListDomainsCommand,
  ListProjectsCommand,
  SearchListingsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { asPerson, describeExample, expectEnd, makeTables } from "../../support/life";

const GOVERNANCE = "100000000000";
const FINANCE = "100000000011";
const DATABASE = "finance_ledger";
const PUBLISHING = [
  ...["ListDomains", "ListProjects", "ListDataSources", "StartDataSourceRun", "GetDataSourceRun"],
  ...["ListDataSourceRunActivities", "GetAsset", "CreateAssetRevision", "CreateListingChangeSet"],
];
const CONSUMING = ["ListDomains", "ListProjects", "SearchListings", "CreateSubscriptionRequest"];

/**
 * A producer's way from a table to a listing that another project finds, and what the rules of the example's vocabulary say on it. The
 * calls are those of people: roles of the two teams, which may do nothing else.
 */
describeExample("a table on its way into the catalog", (life) => {
  let producer: DataZoneClient;
  let consumer: DataZoneClient;
  let domainIdentifier: string;
  let asset: GetAssetCommandOutput;

  const projectNamed = async (person: DataZoneClient, name: string): Promise<string> => {
    const { items } = await person.send(new ListProjectsCommand({ domainIdentifier, name }));
    return items?.[0]?.id ?? "";
  };
  const publish = () =>
    producer.send(
      new CreateListingChangeSetCommand({
        ...{ domainIdentifier, entityType: "ASSET", action: "PUBLISH" },
        entityIdentifier: asset.id,
      }),
    );
  /** A revision that keeps what the import brought: a revision has no more than what it is sent with. */
  const revise = (...forms: FormInput[]) =>
    producer.send(
      new CreateAssetRevisionCommand({
        ...{ domainIdentifier, identifier: asset.id, name: asset.name },
        formsInput: [...(asset.formsOutput ?? []).map(sent), ...forms],
      }),
    );
  const found = async () => {
    const { items } = await consumer.send(new SearchListingsCommand({ domainIdentifier, searchText: "postings" }));
    return items?.map(({ assetListing }) => assetListing) ?? [];
  };

  beforeAll(async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const place = { addresses: life.session, account: FINANCE };
    await makeTables(place, DATABASE, ["postings", "postings_staging"], ["account", "amount", "booked_on"]);
    producer = await asPerson(life.session, GOVERNANCE, "team/finance-engineers", PUBLISHING);
    consumer = await asPerson(life.session, GOVERNANCE, "team/marketing-leads", CONSUMING);
    const { items } = await producer.send(new ListDomainsCommand({}));
    domainIdentifier = items?.find(({ name }) => name === "example-data")?.id ?? "";
  });

  it("begins as a table of Glue, which a run of the data source makes an asset of", async () => {
    const projectIdentifier = await projectNamed(producer, "finance-reporting-dev");
    const sources = await producer.send(new ListDataSourcesCommand({ domainIdentifier, projectIdentifier }));
    const dataSourceIdentifier = sources.items?.find(({ name }) => name === "Ledger")?.dataSourceId;
    const { id } = await producer.send(new StartDataSourceRunCommand({ domainIdentifier, dataSourceIdentifier }));
    const run = { domainIdentifier, identifier: id };
    expect((await producer.send(new GetDataSourceRunCommand(run))).status).toBe("SUCCESS");
    const activities = (await producer.send(new ListDataSourceRunActivitiesCommand(run))).items ?? [];
    // The filter of the example leaves out what ends with _staging.
    expect(activities.map(({ technicalName }) => technicalName)).toEqual(["postings"]);
    asset = await producer.send(new GetAssetCommand({ domainIdentifier, identifier: activities[0]?.dataAssetId }));
    expect(asset.externalIdentifier).toBe(`arn:aws:glue:us-east-1:${FINANCE}:table/${DATABASE}/postings`);
  });

  it("is not published without the form that the rule on all assets demands", async () => {
    await expect(publish()).rejects.toThrow(/rule Assets have an owner requires form DataOwnership/);
    expect(await found()).toEqual([]);
  });

  it("is found by `npm run catalog:check` before anybody tries, with the rule and what is missing", () => {
    const text = expectEnd(life.npm("catalog:check", [], "dev"), 2);
    expect(text).toContain(`postings (not published, ${asset.externalIdentifier})`);
    expect(text).toContain('lacks form DataOwnership: rule "Assets have an owner"');
    expect(text).toContain("dev: 1 asset, 1 of them incomplete, 0 of these published");
  });

  it("is not completed by a form without the value that the form requires", () =>
    expect(revise(ownership({ contact: "ledger@example.com" }))).rejects.toThrow(/no value for owner/));

  it("is published once it is complete, and found by a member of another project", async () => {
    await revise(ownership({ owner: "Finance, general ledger", contact: "ledger@example.com" }));
    await publish();
    expect(await found()).toMatchObject([{ name: "postings", entityId: asset.id, entityRevision: "2" }]);
  });

  it("is asked for by another project only with the form that Finance demands of requests", async () => {
    const [listing] = await found();
    const request = {
      domainIdentifier,
      subscribedListings: [{ identifier: listing?.listingId }],
      subscribedPrincipals: [{ project: { identifier: await projectNamed(consumer, "marketing-campaigns-dev") } }],
      requestReason: "Revenue by campaign",
    };
    await expect(consumer.send(new CreateSubscriptionRequestCommand(request))).rejects.toThrow(
      /rule Requests say why requires form UsagePurpose/,
    );
    const purpose = { formName: "UsagePurpose", typeIdentifier: "UsagePurpose", content: '{"purpose":"reporting"}' };
    const asked = await consumer.send(new CreateSubscriptionRequestCommand({ ...request, metadataForms: [purpose] }));
    expect(asked).toMatchObject({ status: "PENDING", subscribedListings: [{ name: "postings" }] });
  });

  it("leaves nothing to do for the configuration, and nothing incomplete", () => {
    expect(expectEnd(life.npm("catalog:check", [], "dev"), 0)).toContain("dev: 1 asset, every one carries");
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });
});

const ownership = (content: object): FormInput => ({
  formName: "DataOwnership",
  typeIdentifier: "DataOwnership",
  content: JSON.stringify(content),
});

/** A form of an asset, as a request has it. */
const sent = ({
  formName,
  typeName,
  typeRevision,
  content,
}: NonNullable<GetAssetCommandOutput["formsOutput"]>[number]) => ({
  ...{ formName, typeIdentifier: typeName, typeRevision, content },
});
