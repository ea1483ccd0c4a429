import type { EnvironmentInput } from "../../configuration";
import { buildTopology, type Topology } from "../../topology/model";
import { changed, OWNING } from "../support/organization";
import { stagesOf } from "../support/stages";

/** A text that would run, if anything made markup of it. */
export const HOSTILE = `</script><img src=x onerror="document.title='broken'"><b>"'&`;

/** One stage with its own domain, whose texts try to break the page. */
export const hostile = view({
  main: changed(OWNING, {
    accounts: { ...OWNING.accounts, finance: { ...OWNING.accounts.finance, name: HOSTILE } },
    profiles: {
      lake: {
        name: "lake",
        description: HOSTILE,
        target: { account: "finance" },
        configurations: { Tooling: { blueprint: "Tooling" } },
      },
    },
  }),
});

/** Two stages, each with a domain of its own; no pools, no profiles. */
export const bare = view({ one: OWNING, two: OWNING });

/** A stage with this many member accounts in six business units. */
export function large(accounts: number): Topology {
  const units = ["finance", "marketing", "research", "logistics", "sales", "operations"];
  const keys = Array.from({ length: accounts }, (_, index) => `member-${String(index).padStart(4, "0")}`);
  const members = keys.map((key, index): [string, EnvironmentInput["accounts"][string]] => [
    key,
    {
      id: String(910000000000 + index),
      businessUnit: units[index % units.length],
      blueprints: { Tooling: {}, DataLake: {} },
    },
  ]);
  const pools = Array.from({ length: Math.ceil(accounts / 25) }, (_, pool) => `pool-${pool}`);
  return view({
    main: {
      governanceAccount: "data",
      accounts: { data: { id: "900000000000" }, ...Object.fromEntries(members) },
      domain: { name: "large", region: "eu-west-1", groups: { leads: { groupIdentifier: "Leads" } } },
      pools: Object.fromEntries(
        pools.map((pool, index) => [
          pool,
          { source: { accounts: keys.slice(index * 25, index * 25 + 25).map((account) => ({ account })) } },
        ]),
      ),
      profiles: {
        all: {
          name: "All",
          target: { pools: pools.slice(0, 10) },
          configurations: { Tooling: { blueprint: "Tooling" } },
        },
      },
      grants: {
        leads: { policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE", profiles: ["all"], principal: { group: "leads" } },
      },
    },
  });
}

function view(inputs: Readonly<Record<string, EnvironmentInput>>): Topology {
  return buildTopology(stagesOf(inputs), {
    files: Object.fromEntries(Object.keys(inputs).map((stage) => [stage, `environments/${stage}.ts`])),
  });
}
