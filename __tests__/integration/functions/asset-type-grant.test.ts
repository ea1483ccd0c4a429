import { RemovePolicyGrantCommand } from "@aws-sdk/client-datazone";
import type { DesiredResource } from "../../../contracts/control-plane";
import { domain, GOVERNANCE, Landscape } from "./landscape";

type Principal = Omit<DesiredResource<"AssetTypeGrant">["properties"], "domainId" | "domainUnitId" | "assetTypeId">;

let landscape: Landscape;
let domainId: string;
let rootUnitId: string;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 1 });
  const pair = landscape.pair(GOVERNANCE);
  await pair.apply(domain("t/domain"));
  domainId = pair.result?.id ?? "";
  rootUnitId = pair.result?.attributes.rootDomainUnitId ?? "";
});
afterAll(() => landscape.stop());

const grant = (key: string, principal: Principal): DesiredResource<"AssetTypeGrant"> => ({
  kind: "AssetTypeGrant",
  key,
  properties: { domainId, assetTypeId: "amazon.datazone.S3Object", domainUnitId: rootUnitId, ...principal },
});

describe("AssetTypeGrant", () => {
  it.each<[string, Principal]>([
    ["all users", { principalType: "ALL_USERS" }],
    ["owners of all units", { principalType: "OWNERS_OF_ALL_UNITS" }],
    ["a project", { principalType: "PROJECT", principalId: "0123456789abcd", projectDesignation: "OWNER" }],
  ])("grants the use of an asset type to %s, once, and takes it back", async (name, principal) => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = grant(`t/${name.replace(/ /g, "-")}`, principal);
    expect(await pair.apply(desired)).toBe("create");
    expect(await pair.apply(desired)).toBe("none");
    await pair.destroy();
    expect((await pair.read(desired)).id).toBeNull();
  });

  it("tells projects of a unit apart by whether children are meant", async () => {
    const [with_, without] = [landscape.pair(GOVERNANCE), landscape.pair(GOVERNANCE)];
    const principal = { principalType: "PROJECTS_OF_UNIT", principalId: rootUnitId } as const;
    await with_.apply(grant("t/with", { ...principal, includeChildDomainUnits: "true" }));
    await without.apply(grant("t/without", { ...principal, includeChildDomainUnits: "false" }));
    expect(with_.result?.id).not.toBe(without.result?.id);
  });

  it("is granted anew when it was removed by hand", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = grant("t/removed", { principalType: "ALL_USERS" });
    await pair.apply(desired);
    await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(
        new RemovePolicyGrantCommand({
          domainIdentifier: domainId,
          entityType: "ASSET_TYPE",
          entityIdentifier: "amazon.datazone.S3Object",
          policyType: "USE_ASSET_TYPE",
          principal: { user: { allUsersGrantFilter: {} } },
        }),
      );
    const read = await pair.read(desired);
    expect(read).toMatchObject({ inSync: false, replace: true, id: null });
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
  });
});
