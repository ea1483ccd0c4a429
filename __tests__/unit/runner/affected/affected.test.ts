import type { EnvironmentInput } from "../../../../configuration/model";
import { findAffected, type Affected } from "../../../../runner/affected";
import { formatAffected } from "../../../../runner/affected/format";
import { reasonText } from "../../../../runner/affected/reason-text";
import { MARKETING_ID, SHARED } from "../../../support/organization";
import { sideOf } from "../../../support/side";

/** A member account in a VPC that exists. */
const finance = (vpcId: string): EnvironmentInput["accounts"][string] => ({
  id: "000000000011",
  blueprints: { Tooling: {} },
  regions: {
    "eu-west-1": {
      network: { mode: "existing", vpcId, subnets: [{ id: "subnet-00000001" }, { id: "subnet-00000002" }] },
    },
  },
});
const TOOLING = { Tooling: { blueprint: "Tooling" } } as const;
const DEV: EnvironmentInput = {
  governanceAccount: "data",
  accounts: {
    data: { id: "000000000001" },
    finance: finance("vpc-00000001"),
    marketing: { id: MARKETING_ID, blueprints: { Tooling: {} } },
  },
  domain: { fromStage: "shared" },
  pools: { all: { source: { accounts: [{ account: "finance" }, { account: "marketing" }] } } },
  profiles: { lake: { name: "lake", target: { pools: ["all"] }, configurations: TOOLING } },
  projects: { one: { name: "one", unit: "finance", profile: "lake", account: { account: "finance" } } },
};
const ORGANIZATION = { shared: SHARED, dev: DEV };

type Organization = Record<string, EnvironmentInput>;
const BEFORE = sideOf(ORGANIZATION);

/** Finds what is affected when the organization is changed. */
function affectedBy(change: (now: Organization) => void, only?: string[]): Affected {
  const now = structuredClone(ORGANIZATION) as Organization;
  change(now);
  return findAffected(BEFORE, sideOf(now), only);
}
/** `<wave> <stage>/<stack>` of all, and the reasons of each. */
const stacks = (affected: Affected) =>
  affected.stages.flatMap((stage) => stage.stacks.map(({ wave, stack }) => `${wave} ${stage.stage}/${stack}`));
const reasons = (affected: Affected, wanted: string) =>
  affected.stages
    .flatMap((stage) => stage.stacks)
    .filter(({ stack }) => stack === wanted)
    .flatMap(({ stage, reasons: all }) => all.map((reason) => reasonText(reason, stage)));

test("finds nothing where nothing differs", () => {
  expect(stacks(affectedBy(() => undefined))).toEqual([]);
});

test("finds the one stack whose resource changes, and names the resource", () => {
  const affected = affectedBy(({ dev }) => void (dev.pools!.all.description = "All"));
  expect(stacks(affected)).toEqual(["1 dev/data-profiles"]);
  expect(reasons(affected, "data-profiles").join()).toMatch(/^~ aws_lambda_invocation.Pool_all_/);
});

test("marks the stack that reads an output that changes, although its own Terraform is the same", () => {
  const affected = affectedBy(({ dev }) => void (dev.accounts.finance = finance("vpc-00000002")));
  expect(stacks(affected)).toEqual(["1 dev/finance-foundation", "2 dev/finance-association"]);
  expect(reasons(affected, "finance-association")).toEqual(['reads regions["eu-west-1"] of finance-foundation']);
});

test("does not mark readers of an id that an update in place keeps", () => {
  const affected = affectedBy(({ shared }) => {
    const domain = shared.domain as { description?: string; units: Record<string, { name: string }> };
    domain.description = "Governed data";
    domain.units.finance.name = "Finance and controlling";
  });
  expect(stacks(affected)).toEqual(["1 shared/data-domain"]);
});

test("marks readers in other stages of what is replaced, in a later wave, and only readers of that entry", () => {
  const affected = affectedBy(({ shared }) => {
    const { units } = shared.domain as { units: Record<string, { name: string; parent?: string }> };
    units.other = { name: "Other" };
    units.finance.parent = "other";
  });
  expect(stacks(affected)).toEqual(["1 shared/data-domain", "2 dev/data-projects"]);
  expect(reasons(affected, "data-projects")).toEqual(['reads domainUnitIds["finance"] of data-domain (shared)']);
});

test("does not mark readers of a map that only gets a further entry", () => {
  const affected = affectedBy(({ shared }) => {
    (shared.domain as { units: Record<string, { name: string }> }).units.other = { name: "Other" };
  });
  expect(stacks(affected)).toEqual(["1 shared/data-domain"]);
});

test("passes a change on through a stack that only reads", () => {
  // The pool is replaced with its key; the profile's id changes with it, and the project reads that.
  const affected = affectedBy(({ dev }) => {
    dev.profiles = { other: dev.profiles!.lake };
    dev.projects!.one.profile = "other";
  });
  expect(stacks(affected)).toEqual(["1 dev/data-profiles", "2 dev/data-projects"]);
  expect(reasons(affected, "data-projects")).toContain('reads projectProfileIds["other"] of data-profiles');
});

test("calls the stacks of a new account new, after what they wait for", () => {
  const affected = affectedBy(
    ({ dev }) => void (dev.accounts.lab = { id: "000000000031", blueprints: { Tooling: {} } }),
  );
  const found = stacks(affected);
  expect(found).toContain("1 dev/lab-state");
  expect(found).toContain("2 dev/lab-foundation");
  expect(found).toContain("3 dev/lab-association");
  expect(found.some((line) => line.includes("finance-"))).toBe(false);
  expect(affected.stages[1].stacks.find(({ stack }) => stack === "lab-state")?.change).toBe("new");
});

test("names what is removed: stacks of an account, and a stage", () => {
  const account = affectedBy(({ dev }) => {
    delete dev.accounts.marketing;
    dev.pools!.all = { source: { accounts: [{ account: "finance" }] } };
  });
  expect(account.stages[1].removed).toEqual(["marketing-state", "marketing-foundation", "marketing-association"]);
  const stage = affectedBy((now) => void delete now.dev);
  expect(stage.stages.map(({ stage: name, change }) => `${name} ${change}`)).toEqual([
    // The key of the domain names the accounts of every stage.
    "shared changed",
    "dev removed",
  ]);
  expect(stage.stages[1].removed).toHaveLength(BEFORE.stacks.filter((stack) => stack.stage === "dev").length);
  expect(formatAffected({ against: "main", affected: stage, notes: [] })).toContain("dev: removed stage");
});

test("calls a stage new that the base does not have", () => {
  const affected = findAffected(sideOf({ shared: SHARED }), sideOf(ORGANIZATION));
  expect(affected.stages.map(({ stage, change }) => `${stage} ${change}`)).toEqual(["shared changed", "dev new"]);
});

test("answers for the wanted stages only, but follows outputs from the others", () => {
  const affected = affectedBy(
    ({ shared }) => {
      const { units } = shared.domain as { units: Record<string, { name: string; parent?: string }> };
      units.other = { name: "Other" };
      units.finance.parent = "other";
    },
    ["dev"],
  );
  expect(affected.stages.map(({ stage }) => stage)).toEqual(["dev"]);
  expect(stacks(affected)).toEqual(["1 dev/data-projects"]);
});

test("marks every reader where the account moves to another Region", () => {
  const affected = affectedBy(({ shared }) => void ((shared.domain as { region: string }).region = "eu-central-1"));
  expect(stacks(affected)).toHaveLength(BEFORE.stacks.length);
});
