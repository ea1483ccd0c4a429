import { resolve } from "node:path";
import { fingerprint } from "../../../../contracts/applied-record";
import { loadAllStages, stackAddresses, type Stage } from "../../../../configuration";
import { counterpartsOf, isCompared, overrideOf, promotableItemsOf } from "../../../../configuration/promotion";
import { stackId } from "../../../../contracts/layers";

const EXAMPLE = resolve(__dirname, "../../../../environments");
const ISOLATED = resolve(__dirname, "../../../fixtures/environments/domain-per-stage");
const CODE = { functionCode: "code" };

function stage(stages: readonly Stage[], name: string): Stage {
  const found = stages.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

/** Items in which the stacks of `to` differ from those that they are promoted from, without overrides. */
function differing(stages: readonly Stage[], from: string, to: string): string[] {
  const [source, target] = [stage(stages, from), stage(stages, to)];
  const [theirs, ours] = [source, target].map((side) => promotableItemsOf(side, stages, CODE));
  const counterpartOf = counterpartsOf(target, source);
  const { overrides = {} } = target.environment.promotion ?? {};
  return stackAddresses(target).flatMap((address) => {
    const counterpart = counterpartOf(address);
    if (counterpart === undefined) return [];
    const there = "absent" in counterpart ? {} : theirs(counterpart.address);
    return Object.entries(ours(address))
      .filter(([item]) => isCompared(item, source) && overrideOf(item, overrides) === undefined)
      .filter(([item, content]) => fingerprint(content) !== fingerprint(there[item]))
      .map(([item]) => item);
  });
}

function edited(stages: readonly Stage[], name: string, edit: (stage: Stage) => Stage): Stage[] {
  return stages.map((candidate) => (candidate.name === name ? edit(structuredClone(candidate)) : candidate));
}

describe("what differs by nature between stages", () => {
  const example = loadAllStages(EXAMPLE);

  it.each([
    ["dev", "staging"],
    ["staging", "prod"],
    ["dev", "prod"],
  ])("is no difference between %s and %s of one domain: ids, names, pools and fixed accounts", (from, to) => {
    expect(differing(example, from, to)).toEqual([]);
  });

  it("is no difference where every stage has a domain of its own", () => {
    const stages = loadAllStages(ISOLATED);
    expect(differing(stages, "dev", "prod")).toEqual([]);
  });

  it("is which ids a domain gives to its glossary terms, but not how many a project has, nor which in one domain", () => {
    const withTerms = (stages: readonly Stage[], ids: Readonly<Record<string, string[]>>) =>
      Object.entries(ids).reduce(
        (all, [name, glossaryTermIds]) =>
          edited(all, name, (now) => {
            const [project] = Object.values(now.projects);
            Object.assign(project, { glossaryTermIds });
            return now;
          }),
        [...stages],
      );
    const isolated = loadAllStages(ISOLATED);
    expect(differing(withTerms(isolated, { dev: ["a"], prod: ["b"] }), "dev", "prod")).toEqual([]);
    expect(differing(withTerms(isolated, { dev: ["a"], prod: [] }), "dev", "prod")).toHaveLength(1);
    expect(differing(withTerms(example, { dev: ["a"], staging: ["b"] }), "dev", "staging")).toHaveLength(1);
  });

  it("does not hide a difference in content: parameters, blueprints, grants, projects, units", () => {
    const changed = edited(example, "staging", (now) => {
      const [first] = now.profiles["finance-analytics"].configurations as unknown as { parameters: object[] }[];
      first.parameters = [{ name: "maxEbsVolumeSize", value: "200", editable: false }];
      Object.assign(now.accounts["finance-staging"].blueprints, {
        EmrServerless: { grantTo: [], globalParameters: {} },
      });
      Object.assign(now.environment.grants["projects-finance-leads"], { unit: "finance-risk" });
      Object.assign(now.projects["finance-reporting"], { unit: "finance" });
      return now;
    });
    expect(differing(changed, "dev", "staging").sort()).toEqual([
      "accounts.finance.blueprints.EmrServerless",
      "grants.projects-finance-leads",
      "profiles.finance-analytics.configurations.Tooling.parameters.maxEbsVolumeSize",
      "projects.finance-reporting",
    ]);
  });

  it("does not hide what a data source imports, nor a connection's settings, but where they lead", () => {
    const secret = (account: string) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:ledger-AbCdEf`;
    const warehouse = (account: string, workgroupName: string, databaseName = "ledger") => ({
      warehouse: {
        name: "warehouse",
        redshift: { storage: { workgroupName }, databaseName, credentialsSecretArn: secret(account) },
      },
    });
    const connected = (stages: readonly Stage[], name: string, connections: object) =>
      edited(stages, name, (now) => {
        Object.assign(now.projects["finance-reporting"], { connections });
        return now;
      });
    const dev = connected(example, "dev", warehouse("111111111111", "dev"));
    expect(differing(connected(dev, "staging", warehouse("222222222222", "prod")), "dev", "staging")).toEqual([]);
    expect(differing(connected(dev, "staging", warehouse("222222222222", "prod", "other")), "dev", "staging")).toEqual([
      "projects.finance-reporting.connections.warehouse",
    ]);
    const changed = edited(example, "staging", (now) => {
      Object.assign(now.projects["finance-reporting"].dataSources.ledger, { publishOnImport: true });
      return now;
    });
    expect(differing(changed, "dev", "staging")).toEqual(["projects.finance-reporting.dataSources.ledger"]);
  });

  it("is the name of a stage as a word, not as a part of one", () => {
    const described = (description: string) =>
      edited(example, "staging", (now) => {
        Object.assign(now.profiles["marketing-genai"], { description });
        return now;
      });
    const alike = "Generative AI applications of Marketing, Staging";
    expect(differing(described(alike), "dev", "staging")).toEqual([]);
    expect(differing(described(`${alike}s`), "dev", "staging")).toEqual(["profiles.marketing-genai"]);
  });
});

describe("the stack that a stack is promoted from", () => {
  const example = loadAllStages(EXAMPLE);
  const [dev, prod] = [stage(example, "dev"), stage(example, "prod")];

  const counterpart = (target: Stage, source: Stage, account: string, layer: "association" | "profiles" | "state") => {
    const found = counterpartsOf(target, source)({ account, layer });
    return found === undefined ? undefined : "absent" in found ? found.absent : stackId(found.address);
  };

  it("is that of the same business unit, or of the governance account", () => {
    expect(counterpart(prod, dev, "finance-prod", "association")).toBe("finance-dev-association");
    expect(counterpart(prod, dev, "data-governance", "profiles")).toBe("data-governance-profiles");
  });

  it("is the one with the most similar key where a business unit has several accounts", () => {
    const two = structuredClone(dev) as { accounts: Record<string, Stage["accounts"][string]> } & Stage;
    two.accounts["another-dev"] = { ...two.accounts["finance-dev"], key: "another-dev", id: "100000000099" };
    expect(counterpart(prod, two, "finance-prod", "association")).toBe("finance-dev-association");
  });

  it("is absent where the source has no such account, in words", () => {
    const without = structuredClone(dev) as { accounts: Record<string, Stage["accounts"][string]> } & Stage;
    delete without.accounts["finance-dev"];
    expect(counterpart(prod, without, "finance-prod", "association")).toBe(
      "stage dev has no account of business unit finance that hosts projects",
    );
  });

  it("is none for what belongs to a stage by nature: where states are kept", () => {
    expect(counterpart(prod, dev, "finance-prod", "state")).toBeUndefined();
  });
});

describe("the order in which stages are applied", () => {
  it("has sources before the stages that are promoted from them", () => {
    expect(loadAllStages(EXAMPLE).map(({ name }) => name)).toEqual(["shared", "dev", "staging", "prod"]);
  });
});
