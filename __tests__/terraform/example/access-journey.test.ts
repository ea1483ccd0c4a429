import {
  AssociateGovernedTermsCommand,
  CreateAssetRevisionCommand,
  CreateListingChangeSetCommand,
  CreateSubscriptionRequestCommand,
  CreateUserProfileCommand,
  type DataZoneClient,
  GetAssetCommand,
  GetAssetFilterCommand,
  GetSubscriptionRequestDetailsCommand,
  ListDataSourceRunActivitiesCommand,
  ListDataSourcesCommand,
  ListDomainsCommand,
  ListProjectsCommand,
  ListSubscriptionGrantsCommand,
  ListSubscriptionsCommand,
  SearchListingsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { ACCESS_SETTINGS_KEY, accessSettings } from "../../../contracts/application/access-settings";
import { BUSINESS_FORM } from "../../../contracts/service/column-form";
import type { AccessRecord } from "../../../governance/access";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import type { ApiAddresses } from "../../../packages/emulator/services/apigateway";
import { ISSUER_PORT } from "../../../sandbox/launcher/issuer-address";
import { Issuer } from "../data-plane/issuer";
import { asPerson, describeExample, expectEnd, makeTables } from "../../support/life";
import { eventually } from "../../integration/emulator/harness";

const GOVERNANCE = "100000000000";
const FINANCE = "100000000011";
const COLUMNS = ["region", "amount", "email"];
const DATABASE = "finance_ledger";
const BUCKET = "example-application-100000000000-us-east-1";
const DAY = 86_400;
const PRODUCING = [
  ...["ListDomains", "ListProjects", "ListDataSources", "StartDataSourceRun", "ListDataSourceRunActivities"],
  ...["GetAsset", "CreateAssetRevision", "CreateListingChangeSet", "GetAssetFilter", "AssociateGovernedTerms"],
];
const CONSUMING = [
  ...["ListDomains", "ListProjects", "SearchListings", "CreateSubscriptionRequest", "GetSubscriptionRequestDetails"],
  ...["ListSubscriptions", "ListSubscriptionGrants"],
];

/**
 * A request for data from its filing to the end of access, decided by the deployed application: the very function, roles, queue, rule and
 * schedule that Terraform has made. People are roles of the two teams; nobody but the application decides.
 */
describeExample("a request for data, decided by rules", (life) => {
  let producer: DataZoneClient;
  let consumer: DataZoneClient;
  let domainIdentifier: string;
  let records: DynamoDBClient;
  let requestId: string;
  /** Ids of terms as the application's settings have them. */
  let termIds: Readonly<Record<string, string>>;
  let issuer: Issuer;
  let portal: string;
  let held: string;
  const assets: Record<string, string> = {};

  const control = async (path: string, body?: object): Promise<unknown> => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const url = `${emulatorUrl(life.session)}/_emulator/${path}`;
    const response = await fetch(url, body && { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const projectNamed = async (person: DataZoneClient, name: string): Promise<string> => {
    const { items } = await person.send(new ListProjectsCommand({ domainIdentifier, name }));
    return items?.[0]?.id ?? "";
  };
  const record = async (id: string): Promise<AccessRecord | undefined> => {
    const Key = { pk: { S: `ACCESS#${id}` }, sk: { S: "RECORD" } };
    const { Item } = await records.send(new GetItemCommand({ TableName: "example-application", Key }));
    return Item?.record?.S === undefined ? undefined : (JSON.parse(Item.record.S) as AccessRecord);
  };
  /** Calls the API in the name of a person of a team, who has signed in. */
  const call = async (team: string, path: string, body?: object) => {
    const token = issuer.token({
      aud: "https://governance.example.com",
      sub: team,
      groups: [team],
      team_role: `arn:aws:iam::${GOVERNANCE}:role/team/${team}`,
    });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await fetch(`${portal}/v1${path}`, {
      headers,
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const sweep = () => control("schedules", { fire: "example-application-sweep" });
  /** Completes an asset with its owner, terms, and the term of its column with personal data, and publishes it. */
  const publish = async (identifier: string, term: string, governed?: string): Promise<void> => {
    const asset = await producer.send(new GetAssetCommand({ domainIdentifier, identifier }));
    const personal = [termIds["business/personal"]];
    const content = { columnsBusinessMetadata: [{ columnIdentifier: "email", glossaryTerms: personal }] };
    await producer.send(
      new CreateAssetRevisionCommand({
        ...{ domainIdentifier, identifier, name: asset.name },
        glossaryTerms: [termIds[term]],
        formsInput: [
          ...(asset.formsOutput ?? []).map(({ formName, typeName, typeRevision, content: kept }) => ({
            ...{ formName, typeIdentifier: typeName, typeRevision, content: kept },
          })),
          { formName: BUSINESS_FORM.name, typeIdentifier: BUSINESS_FORM.type, content: JSON.stringify(content) },
          {
            formName: "DataOwnership",
            typeIdentifier: "DataOwnership",
            content: '{"owner":"Finance","contact":"f@example.com"}',
          },
        ],
      }),
    );
    if (governed !== undefined)
      await producer.send(
        new AssociateGovernedTermsCommand({
          ...{ domainIdentifier, entityIdentifier: identifier, entityType: "ASSET" },
          governedGlossaryTerms: [termIds[governed]],
        }),
      );
    await producer.send(
      new CreateListingChangeSetCommand({
        ...{ domainIdentifier, entityType: "ASSET", entityIdentifier: identifier, action: "PUBLISH" },
      }),
    );
  };
  const ask = async (name: string, wishes: object): Promise<string> => {
    const { items } = await consumer.send(new SearchListingsCommand({ domainIdentifier, searchText: name }));
    const listing = items?.find(({ assetListing }) => assetListing?.name === name)?.assetListing;
    const asked = await consumer.send(
      new CreateSubscriptionRequestCommand({
        domainIdentifier,
        subscribedListings: [{ identifier: listing?.listingId }],
        subscribedPrincipals: [{ project: { identifier: await projectNamed(consumer, "marketing-campaigns-dev") } }],
        requestReason: "Revenue by campaign",
        metadataForms: [{ formName: "UsagePurpose", typeIdentifier: "UsagePurpose", content: JSON.stringify(wishes) }],
      }),
    );
    return asked.id ?? "";
  };
  const subscriptionOf = async (subscriptionRequestIdentifier: string, status: "APPROVED" | "REVOKED") => {
    const { items } = await consumer.send(
      new ListSubscriptionsCommand({ domainIdentifier, subscriptionRequestIdentifier, status }),
    );
    return items?.[0];
  };

  beforeAll(async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    await makeTables(
      { addresses: life.session, account: FINANCE },
      DATABASE,
      ["customers", "orders", "salaries"],
      COLUMNS,
    );
    producer = await asPerson(life.session, GOVERNANCE, "team/finance-engineers", PRODUCING);
    consumer = await asPerson(life.session, GOVERNANCE, "team/marketing-leads", CONSUMING);
    const { s3, datazone } = await life.clients(GOVERNANCE);
    records = new DynamoDBClient({
      endpoint: emulatorUrl(life.session),
      region: "us-east-1",
      credentials: await s3.config.credentials(),
    });
    const settings = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: ACCESS_SETTINGS_KEY }));
    ({ termIds } = accessSettings.parse(JSON.parse((await settings.Body?.transformToString()) ?? "")));
    domainIdentifier =
      (await producer.send(new ListDomainsCommand({}))).items?.find(({ name }) => name === "example-data")?.id ?? "";
    const projectIdentifier = await projectNamed(producer, "finance-reporting-dev");
    const sources = await producer.send(new ListDataSourcesCommand({ domainIdentifier, projectIdentifier }));
    const dataSourceIdentifier = sources.items?.find(({ name }) => name === "Ledger")?.dataSourceId;
    const { id } = await producer.send(new StartDataSourceRunCommand({ domainIdentifier, dataSourceIdentifier }));
    const run = await producer.send(new ListDataSourceRunActivitiesCommand({ domainIdentifier, identifier: id }));
    for (const { technicalName = "", dataAssetId = "" } of run.items ?? []) assets[technicalName] = dataAssetId;
    issuer = await Issuer.start(ISSUER_PORT);
    const { apis } = (await control("apis")) as { apis: ApiAddresses[] };
    portal = apis.find(({ name }) => name === "example-application")?.stages.$default.url ?? "";
    // Without Identity Center the domain knows people by the profiles of their teams' roles.
    for (const team of ["data-stewards", "marketing-engineers"]) {
      await asPerson(life.session, GOVERNANCE, `team/${team}`, ["ListProjects"]);
      const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/team/${team}`;
      await datazone.send(new CreateUserProfileCommand({ domainIdentifier, userIdentifier, userType: "IAM_ROLE" }));
    }
    await publish(assets.customers, "business/customer");
    await publish(assets.orders, "business/customer");
    await publish(assets.salaries, "business/customer", "confidentiality/confidential");
  });

  afterAll(() => issuer?.stop());

  it("is approved by the rule with a row filter and without the column with personal data, and granted", async () => {
    requestId = await ask("customers", { purpose: "analysis", days: 30 });
    await eventually(async () => expect((await record(requestId))?.phase).toBe("active"), 1500);
    const known = await record(requestId);
    expect(known?.facts).toMatchObject({
      producer: { unit: "finance-reporting", stage: "dev" },
      consumer: { unit: "marketing-campaigns", stage: "dev" },
      request: { purpose: "analysis", durationDays: 30, columns: "all" },
    });
    expect(known?.verdict).toMatchObject({
      outcome: "approve",
      decider: { kind: "rule", rule: "customers-of-europe" },
      access: { columns: ["region", "amount"], expiresInDays: 30 },
    });
    const filters = await Promise.all(
      (known?.filterIds ?? []).map((identifier) =>
        producer.send(new GetAssetFilterCommand({ domainIdentifier, assetIdentifier: assets.customers, identifier })),
      ),
    );
    expect(filters.map(({ configuration }) => configuration)).toEqual([
      {
        rowConfiguration: {
          rowFilter: { expression: { equalTo: { columnName: "region", value: "EU" } } },
          sensitive: false,
        },
      },
      { columnConfiguration: { includedColumnNames: ["region", "amount"] } },
    ]);
    const subscription = await subscriptionOf(requestId, "APPROVED");
    expect(subscription?.subscribedListing?.item?.assetListing?.assetScope?.filterIds).toEqual(known?.filterIds);
    const { items } = await consumer.send(
      new ListSubscriptionGrantsCommand({ domainIdentifier, subscriptionId: subscription?.id }),
    );
    expect(items?.map(({ status }) => status)).toEqual(["COMPLETED"]);
  });

  it("is made through the API for an engineer, as the role of the project alone, and approved by the same rule", async () => {
    const found = await call("marketing-engineers", "/assets?text=orders");
    const [{ listingId }] = found.body.items as { listingId: string }[];
    const projectId = await projectNamed(consumer, "marketing-campaigns-dev");
    const wish = { listingId, projectId, purpose: "analysis", days: 30, reason: "Revenue by campaign" };
    expect((await call("finance-engineers", "/access/requests", wish)).status).toBe(403);
    const asked = await call("marketing-engineers", "/access/requests", wish);
    expect(asked).toMatchObject({ status: 202, body: { requestId: expect.any(String) as string } });
    const id = asked.body.requestId as string;
    await eventually(async () => expect((await record(id))?.phase).toBe("active"), 1500);
    const { body: me } = await call("marketing-engineers", "/me");
    expect(me.profileId).toEqual(expect.any(String));
    const known = await record(id);
    expect(known?.asked).toMatchObject({ requester: me.profileId, reason: "Revenue by campaign" });
    expect(known?.facts).toMatchObject({
      requester: { groups: ["marketing-engineers"] },
      request: { purpose: "analysis", durationDays: 30, columns: "all" },
    });
    expect(known?.verdict).toMatchObject({ outcome: "approve", decider: { rule: "customers-of-europe" } });
    // For the service it is the project's role that has asked.
    const details = await consumer.send(new GetSubscriptionRequestDetailsCommand({ domainIdentifier, identifier: id }));
    expect(details.createdBy).not.toBe(me.profileId);
    expect(details.requestReason).toContain(`Asked by ${String(me.profileId)} through the governance application.`);
    const again = await call("marketing-engineers", "/access/requests", wish);
    expect(again.body).toEqual({
      requestId: id,
      note: expect.stringContaining("asked today, and is ACCEPTED") as string,
    });
  });

  it("is held where the asset is confidential: nobody has it until two people decide", async () => {
    held = await ask("salaries", { purpose: "analysis", days: 30 });
    await eventually(async () => expect((await record(held))?.phase).toBe("held"), 1500);
    expect((await record(held))?.held).toMatchObject({ queue: "office" });
    const asked = await consumer.send(new GetSubscriptionRequestDetailsCommand({ domainIdentifier, identifier: held }));
    expect(asked.status).toBe("PENDING");
    await eventually(async () => expect((await record(held))?.done).toEqual([expect.stringMatching(/^held:/)]));
  });

  it("is seen by those whom it concerns, and rejected by a steward through the API with a reason", async () => {
    expect((await call("marketing-engineers", `/access/requests/${held}`)).status).toBe(200);
    // Finance's engineers own the asset's project, and decide nothing in the queue of the data office.
    const shown = await call("data-stewards", `/access/requests/${held}`);
    expect(shown.body).toMatchObject({ id: held, phase: "held", queue: "office" });
    const decision = { outcome: "reject", reason: "Salaries are not for campaigns.", revision: shown.body.revision };
    expect((await call("marketing-leads", `/access/requests/${held}/decision`, decision)).status).toBe(403);
    const decided = await call("data-stewards", `/access/requests/${held}/decision`, decision);
    expect(decided.status).toBe(200);
    await eventually(async () => {
      const asked = await consumer.send(
        new GetSubscriptionRequestDetailsCommand({ domainIdentifier, identifier: held }),
      );
      expect(asked.status).toBe("REJECTED");
      expect(asked.decisionComment).toContain("Salaries are not for campaigns.");
    }, 1500);
    expect((await call("data-stewards", `/access/requests/${held}/decision`, decision)).status).toBe(409);
  });

  it("is nobody's to see who has not signed in, and no secret to an auditor", async () => {
    expect((await fetch(`${portal}/v1/access/requests/${held}`)).status).toBe(401);
    // One whom nobody knows learns nothing of any id.
    expect((await call("strangers", `/access/requests/${held}`)).status).toBe(403);
    expect((await call("marketing-leads", "/access/requests/none")).status).not.toBe(200);
    expect((await call("auditors", `/access/requests/${held}`)).status).toBe(200);
    expect((await fetch(`${portal}/health`)).status).toBe(200);
  });

  it("ends when its time is over: people are reminded before, then access is revoked and followed to its end", async () => {
    await control("schedules", { skipSeconds: 17 * DAY });
    await sweep();
    await eventually(
      async () => expect((await record(requestId))?.done).toContainEqual(expect.stringMatching(/^expiry-reminder:/)),
      1500,
    );
    await control("schedules", { skipSeconds: 14 * DAY });
    await sweep();
    await eventually(async () => expect((await record(requestId))?.phase).toBe("closed"), 1500);
    expect((await record(requestId))?.ending).toMatchObject({ kind: "expired" });
    expect(await subscriptionOf(requestId, "APPROVED")).toBeUndefined();
    expect(await subscriptionOf(requestId, "REVOKED")).toBeDefined();
  });

  it("leaves evidence that nobody writes over, and nothing to do for the configuration", async () => {
    const listed = expectEnd(
      life.run("aws", ["s3", "ls", "--recursive", `s3://${BUCKET}/evidence/`], undefined, {
        ...(await life.clients(GOVERNANCE)).variables,
      }),
      0,
    );
    for (const name of ["decision-approve", "active", "ended"]) expect(listed).toContain(`${requestId}/${name}.json`);
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });
});
