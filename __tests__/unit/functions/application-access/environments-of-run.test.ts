import { AccessDeniedException, type SubscriptionGrantSummary } from "@aws-sdk/client-datazone";
import { DataZoneCatalog } from "../../../../functions/application-access/catalog/datazone-catalog";
import type { RequestView } from "../../../../governance/access";

const TABLE = "amazon.datazone.GlueTableAssetType";
const REQUEST: RequestView = {
  ...{ id: "r-1", status: "PENDING", requester: "ann", reason: "Reports", assetId: "asset-1", assetType: TABLE },
  ...{ listingId: "listing-1", consumerProjectId: "consumer", producerProjectId: "producer", decisionComment: "" },
  ...{ askedAt: "2026-11-10T00:00:00.000Z", names: { asset: "", consumerProject: "", producerProject: "" } },
};

/** A service with one approved subscription, whose consumer has environments that may come and go between two looks. */
class Service {
  environments = ["first"];
  grants: SubscriptionGrantSummary["status"][] = ["PENDING"];
  mayList = true;
  readonly listed: string[] = [];

  readonly catalog = (): DataZoneCatalog =>
    new DataZoneCatalog({
      client: { send: (command: object) => this.answer(command) } as never,
      ...{ domainId: "dzd", clock: () => "2026-11-10T00:00:00.000Z" },
      names: { terms: {}, units: {}, assetTypes: {}, stages: { "222222222222": "dev" }, groupRoles: {} },
    });

  private answer(command: object): Promise<object> {
    const { input } = command as { readonly input: Record<string, string> };
    switch (command.constructor.name) {
      case "ListEnvironmentsCommand":
        this.listed.push(input.projectIdentifier);
        if (!this.mayList) return Promise.reject(new AccessDeniedException({ message: "no", $metadata: {} }));
        return this.items(this.environments.map((id) => ({ id, status: "ACTIVE", awsAccountId: "222222222222" })));
      case "ListSubscriptionTargetsCommand": {
        const environmentId = input.environmentIdentifier;
        return this.items([{ id: `target-${environmentId}`, environmentId, applicableAssetTypes: [TABLE] }]);
      }
      case "ListSubscriptionGrantsCommand":
        return this.items(this.grants.map((status, count) => ({ id: `g-${count}`, status })));
      case "GetSubscriptionCommand": {
        const item = { assetListing: { entityId: "asset-1", entityType: TABLE } };
        const parties = { subscribedPrincipal: { project: { id: "consumer" } }, subscribedListing: { item } };
        return Promise.resolve({ id: "s-1", status: "APPROVED", ...parties });
      }
      default:
        return Promise.resolve({});
    }
  }

  private items = (items: readonly object[]): Promise<object> => Promise.resolve({ items });
}

const targetsOf = async (catalog: DataZoneCatalog) =>
  (await catalog.look("r-1", "s-1")).subscription?.targets.map(({ environmentId }) => environmentId);

describe("a run that has read the consumer's environments for its facts", () => {
  const afterFacts = async (service: Service): Promise<DataZoneCatalog> => {
    const catalog = service.catalog();
    expect(await catalog.facts(REQUEST)).toMatchObject({ consumer: { stage: "dev" } });
    expect(service.listed.splice(0).sort()).toEqual(["consumer", "producer"]);
    return catalog;
  };

  it("does not read them again while the service works on the grants", async () => {
    const service = new Service();
    const catalog = await afterFacts(service);
    service.grants = ["PENDING", "IN_PROGRESS"];
    expect(await targetsOf(catalog)).toEqual(["first"]);
    expect(service.listed).toEqual([]);
  });

  it.each([
    ["a grant is complete: the request is about to become active", ["IN_PROGRESS", "COMPLETED"]],
    ["a grant has failed", ["GRANT_FAILED"]],
    ["there is no grant: people are about to be told that there is no place", []],
  ] as const)("reads them as they are where %s", async (_, grants) => {
    const service = new Service();
    const catalog = await afterFacts(service);
    service.environments.push("late");
    service.grants = [...grants];
    expect(await targetsOf(catalog)).toEqual(["first", "late"]);
    expect(service.listed).toEqual(["consumer"]);
  });

  it("leaves nothing to the run after it, which sees what has come meanwhile", async () => {
    const service = new Service();
    await afterFacts(service);
    service.environments.push("late");
    expect(await targetsOf(service.catalog())).toEqual(["first", "late"]);
  });

  it("remembers nothing where it could not read them: what is not known stays so", async () => {
    const service = new Service();
    service.mayList = false;
    const catalog = service.catalog();
    expect((await catalog.facts(REQUEST)).consumer?.stage).toBeUndefined();
    service.mayList = true;
    service.listed.splice(0);
    expect(await targetsOf(catalog)).toEqual(["first"]);
    expect(service.listed).toEqual(["consumer"]);
  });
});
