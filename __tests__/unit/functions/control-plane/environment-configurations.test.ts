import type { Properties } from "../../../../contracts/control-plane";
import { differencesOf } from "../../../../functions/control-plane/engine/comparison";
import { inServiceOrder } from "../../../../contracts/service/configuration-order";
import {
  desiredValues,
  liveValues,
  requestOf,
} from "../../../../functions/control-plane/handlers/environment-configurations";

type Configured = Properties<"ProjectProfile">["environmentConfigurations"][number];

const ids = { idOf: (name: string) => `id-${name}`, nameOf: (id: string) => id.replace("id-", "") };
const item = (name: string, overrides: Partial<Configured> = {}): Configured => ({
  name,
  blueprint: "DataLake",
  deploymentMode: "ON_CREATE",
  target: { awsAccountId: "111111111111", regionName: "eu-west-1" },
  parameterOverrides: [],
  ...overrides,
});

it("puts Tooling first, then ON_CREATE by order and name, then ON_DEMAND by name", () => {
  const given = [
    item("Z demand", { deploymentMode: "ON_DEMAND" }),
    item("A demand", { deploymentMode: "ON_DEMAND" }),
    item("Second", { deploymentOrder: 2 }),
    item("B first", { deploymentOrder: 1 }),
    item("A first", { deploymentOrder: 1 }),
    item("My tools", { blueprint: "Tooling" }),
  ];
  expect(inServiceOrder(given).map(({ name }) => name)).toEqual([
    "My tools",
    "A first",
    "B first",
    "Second",
    "A demand",
    "Z demand",
  ]);
});

it("omits empty override lists, and the order of ON_DEMAND configurations", () => {
  expect(requestOf(item("Late", { deploymentMode: "ON_DEMAND", deploymentOrder: 4 }), ids)).toEqual({
    name: "Late",
    environmentBlueprintId: "id-DataLake",
    deploymentMode: "ON_DEMAND",
    awsAccount: { awsAccountId: "111111111111" },
    awsRegion: { regionName: "eu-west-1" },
  });
});

it("gives a pool-bound configuration no account and no Region", () => {
  const request = requestOf(item("Lake", { target: { accountPoolIds: ["b", "a"] } }), ids);

  expect(request.accountPools).toEqual(["a", "b"]);
  expect(request).not.toHaveProperty("awsAccount");
  expect(request).not.toHaveProperty("awsRegion");
});

it.each<[string, Configured]>([
  ["an account", item("Lake", { deploymentOrder: 3 })],
  ["SSM paths", item("Lake", { target: { awsAccountIdPath: "/a", regionNamePath: "/r" }, ssmPath: "/p" })],
  ["pools", item("Lake", { target: { accountPoolIds: ["p"] }, description: "d" })],
  ["Tooling without an order", item("Lake", { blueprint: "Tooling" })],
  [
    "overrides in another order",
    item("Lake", {
      parameterOverrides: [
        { name: "b", value: "1", isEditable: true },
        { name: "a", isEditable: false },
      ],
    }),
  ],
])("equals what was requested: %s", (_what, configured) => {
  const returned = { ...requestOf(configured, ids), id: "made-by-the-service" };

  expect(differencesOf({ c: liveValues([returned], [configured], ids) }, { c: desiredValues([configured]) })).toEqual(
    [],
  );
});

it("leaves a value that is not configured to the service, and notices one that is", () => {
  const live = (value: string) => [
    {
      ...requestOf(item("Lake"), ids),
      configurationParameters: { parameterOverrides: [{ name: "a", value, isEditable: true }] },
    },
  ];
  const open = [item("Lake", { parameterOverrides: [{ name: "a", isEditable: true }] })];
  const fixed = [item("Lake", { parameterOverrides: [{ name: "a", value: "1", isEditable: true }] })];

  expect(differencesOf({ c: liveValues(live("filled in"), open, ids) }, { c: desiredValues(open) })).toEqual([]);
  expect(differencesOf({ c: liveValues(live("2"), fixed, ids) }, { c: desiredValues(fixed) })).toEqual([
    { path: "c[Lake].parameterOverrides[a].value", live: "2", desired: "1" },
  ]);
});
