import type { GetSubscriptionRequestDetailsOutput, SubscribedPrincipal } from "@aws-sdk/client-datazone";
import { factsOf } from "../../../../functions/application-access/catalog/facts";
import { lookAt } from "../../../../functions/application-access/catalog/look";
import type { DomainAccess } from "../../../../functions/application-access/catalog/settings";

const PROJECT = { project: { id: "consumer", name: "Marketing" } } as SubscribedPrincipal;
const ASSET = { assetListing: { entityId: "asset-1", entityType: "table" } };
const PRODUCT = { productListing: { entityId: "product-1", name: "Sales", assetListings: [] } };

/** A domain with one request. The emulator has neither data products nor people who ask for themselves. */
function domainWith(item: object, principal: object): { readonly domain: DomainAccess; readonly called: string[] } {
  const called: string[] = [];
  const details: Partial<GetSubscriptionRequestDetailsOutput> = {
    ...{ id: "r-1", status: "PENDING", createdBy: "profile-ann", requestReason: "Reports" },
    createdAt: new Date("2026-11-10T00:00:00.000Z"),
    subscribedListings: [
      { id: "listing-1", name: "Customers", ownerProjectId: "producer", ownerProjectName: "Sales", item } as never,
    ],
    subscribedPrincipals: [principal as SubscribedPrincipal],
  };
  const answers: Readonly<Record<string, object>> = {
    GetSubscriptionRequestDetailsCommand: details,
    GetProjectCommand: { domainUnitId: "unit-1" },
    ListEnvironmentsCommand: { items: [] },
    GetAssetCommand: { typeIdentifier: "table" },
    GetUserProfileCommand: {},
  };
  const send = ({ constructor: { name } }: object) => {
    called.push(name);
    return name in answers ? Promise.resolve(answers[name]) : Promise.reject(new Error(`not answered: ${name}`));
  };
  const client = { send } as never;
  const names = { terms: {}, units: { "unit-1": "sales" }, assetTypes: {}, stages: {}, groupRoles: {} };
  const askingRoles = "arn:aws:iam::111111111111:role/smus-asks-";
  return {
    domain: { client, domainId: "dzd", clock: () => "2026-11-10T00:00:00.000Z", names: { ...names, askingRoles } },
    called,
  };
}

describe("a request", () => {
  it.each([
    [PRODUCT, PROJECT, { beyond: "data-product", assetId: "product-1", consumerProjectId: "consumer" }, "Marketing"],
    [ASSET, { user: { id: "u-1", details: { sso: { username: "ann" } } } }, { beyond: "user" }, "user ann"],
    [ASSET, { user: { id: "u-1", details: { iam: { arn: "arn:role" } } } }, { beyond: "user" }, "user arn:role"],
    [ASSET, { user: { id: "u-1" } }, { beyond: "user", assetId: "asset-1" }, "user u-1"],
    [ASSET, { group: { id: "g-1", name: "analysts" } }, { beyond: "group", consumerProjectId: "" }, "group analysts"],
    [ASSET, { iam: { principalArn: "arn:role" } }, { beyond: "role", consumerProjectId: "" }, "role arn:role"],
    [ASSET, { $unknown: ["team", {}] }, { beyond: "other", consumerProjectId: "" }, ""],
    [PRODUCT, { user: { id: "u-1" } }, { beyond: "data-product", consumerProjectId: "" }, "user u-1"],
    [{ $unknown: ["model", {}] }, PROJECT, { beyond: "other", assetId: "" }, "Marketing"],
  ])("for %j of %j is seen with what rules do not speak of", async (item, principal, expected, consumerProject) => {
    const { request } = await lookAt(domainWith(item, principal).domain, "r-1", undefined);
    expect(request).toMatchObject({
      ...{ id: "r-1", status: "PENDING", requester: "profile-ann", producerProjectId: "producer", ...expected },
      names: { asset: "Customers", consumerProject, producerProject: "Sales" },
    });
  });

  it("of a project for an asset is one that rules decide on", async () => {
    const { request } = await lookAt(domainWith(ASSET, PROJECT).domain, "r-1", undefined);
    expect(request).toMatchObject({ assetId: "asset-1", consumerProjectId: "consumer" });
    expect(request).not.toHaveProperty("beyond");
  });

  it("has the facts that there are: those of its owner, by whom people are told, and none of what is no asset or project", async () => {
    const { domain, called } = domainWith(PRODUCT, { user: { id: "u-1" } });
    const { request } = await lookAt(domain, "r-1", undefined);
    called.splice(0);
    expect(await factsOf(domain, request!)).toMatchObject({ asset: {}, producer: { unit: "sales" }, consumer: {} });
    expect(called).not.toContain("GetAssetCommand");
    expect(called.filter((name) => name === "GetProjectCommand")).toHaveLength(1);
  });
});
