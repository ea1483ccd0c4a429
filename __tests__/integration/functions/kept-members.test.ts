import type { BlueprintConfiguration, DataZoneState } from "../../../packages/emulator/services/datazone/model";
import { blueprint } from "./hosting";
import { changed, GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";

let landscape: Landscape;
let domainId: string;

beforeAll(async () => {
  landscape = await Landscape.start();
  domainId = (await landscape.domain("k/domain")).id;
  landscape.associate(domainId);
});
afterAll(() => landscape.stop());

/** Members that no stage file says, and that the pinned SDK does not know. */
const MEMBERS = {
  resourceConfigurations: [{ identifier: "r", name: "warehouse", region: REGION, parameters: { a: "1" } }],
  allowUserProvidedConfigurations: true,
};

function live(name: string): BlueprintConfiguration {
  const { domains } = landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({
    domains: {},
  }));
  const { blueprints, blueprintConfigurations } = domains[domainId];
  return blueprintConfigurations[MEMBER][blueprints.find((item) => item.name === name)?.id ?? ""];
}
const withoutIdentifiers = ({ resourceConfigurations, allowUserProvidedConfigurations }: BlueprintConfiguration) => ({
  resourceConfigurations: resourceConfigurations?.map(({ identifier: _, ...rest }) => rest),
  allowUserProvidedConfigurations,
});
const KEPT = {
  resourceConfigurations: [{ name: "warehouse", region: REGION, parameters: { a: "1" } }],
  allowUserProvidedConfigurations: true,
};

it("keeps resource configurations of an adopted configuration through every write", async () => {
  const byHand = { ...blueprint(domainId, "RedshiftServerless"), key: "by-hand" };
  const { id } = await landscape.create(MEMBER, byHand);
  Object.assign(live("RedshiftServerless"), MEMBERS);
  const adopted = { ...blueprint(domainId, "RedshiftServerless"), adoptId: id };
  const pair = landscape.pair(MEMBER);
  await pair.apply(changed(adopted, { globalParameters: { a: "1" } }));
  for (const change of [{ manageAccessRoleArn: undefined }, { globalParameters: { a: "2" } }, { enabledRegions: [] }])
    expect(await pair.apply(changed(adopted, { regionalParameters: {}, ...change }))).toBe("update");

  expect(live("RedshiftServerless").globalParameters).toEqual({});
  expect(withoutIdentifiers(live("RedshiftServerless"))).toEqual(KEPT);
});

it("keeps those that somebody adds to a configuration of ours", async () => {
  const pair = landscape.pair(MEMBER);
  const desired = blueprint(domainId, "Workflows");
  await pair.apply(desired);
  Object.assign(live("Workflows"), MEMBERS);
  expect((await pair.read(desired)).inSync).toBe(true);
  expect(await pair.apply(changed(desired, { provisioningRoleArn: undefined }))).toBe("update");

  expect(live("Workflows").provisioningRoleArn).toBeUndefined();
  expect(withoutIdentifiers(live("Workflows"))).toEqual(KEPT);
});
