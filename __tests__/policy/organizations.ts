import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseStackId } from "../../contracts/layers";
import { checkConfiguration } from "../../configuration";
import type { EnvironmentInput, Stage } from "../../configuration/model";
import { changed, OWNING } from "../support/organization";
import { stagesOf, synthesizeStage } from "../support/stages";
import { DOMAIN_PER_STAGE, ONE_DOMAIN } from "../support/use-cases/organizations";
import type { StackUnderTest } from "./stack-under-test";

/** An organization and its stages. */
export interface Organization {
  readonly name: string;
  readonly stages: readonly Stage[];
}

const ROOT = resolve(__dirname, "../..");
const SAMPLES = "environments/samples";
const FIXTURES = "__tests__/fixtures/environments";

/** The example, the samples, and the fixtures that are correct. */
export function shippedOrganizations(): Organization[] {
  const samples = directoriesIn(SAMPLES);
  const fixtures = directoriesIn(FIXTURES).filter((name) => load(name).problems.length === 0);
  return ["environments", ...samples, ...fixtures].map((name) => {
    const { stages, problems } = load(name);
    if (problems.length > 0)
      throw new Error(`${name}: ${problems.map(({ code, path }) => `${code} ${path}`).join("; ")}`);
    return { name, stages };
  });
}

/** Organizations in other partitions, at every protection and with every backend: what no shipped one covers. */
export function inventedOrganizations(): Organization[] {
  const invent = (name: string, changes: Partial<EnvironmentInput>): Organization => ({
    name,
    stages: stagesOf({ dev: changed(WHOLE, changes) }),
  });
  const domain = (region: string) => ({ name: "example", region });
  return [
    invent("partition aws-us-gov", { organization: { partition: "aws-us-gov" }, domain: domain("us-gov-west-1") }),
    invent("partition aws-cn", { organization: { partition: "aws-cn" }, domain: domain("cn-north-1") }),
    invent("protection none, local states", { protection: "none", state: { backend: "local" } }),
    invent("protection data, Terraform Cloud", {
      protection: "data",
      state: { backend: "cloud", organization: "acme" },
    }),
    invent("Terraform Cloud, workspaces created", {
      state: { backend: "cloud", organization: "acme", workspaces: { executionMode: "remote" } },
    }),
    invent("keys of AWS, buckets created and given", {
      domain: { name: "example", region: "eu-west-1", kmsKeyArn: "aws-owned" },
      accounts: {
        ...WHOLE.accounts,
        finance: {
          ...WHOLE.accounts["finance"],
          regions: {
            "eu-west-1": { kmsKeyArn: "aws-owned" },
            "us-east-1": { kmsKeyArn: "aws-owned", bucketName: "amazon-sagemaker-ours", network: GIVEN_NETWORK },
          },
        },
      },
    }),
    { name: "use cases in one domain", stages: stagesOf(ONE_DOMAIN) },
    { name: "use cases, a domain for each stage", stages: stagesOf(DOMAIN_PER_STAGE) },
    invent("protection all, states elsewhere", { protection: "all", state: { backend: "s3", region: "eu-north-1" } }),
  ];
}

/** Every stack of every stage of an organization. */
export function stacksOf({ name, stages }: Organization): StackUnderTest[] {
  return stages.flatMap((stage) => {
    const { stacks, constructed } = synthesizeStage(stage, stages);
    return [...stacks].map(([id, json]) => {
      const address = parseStackId(id);
      const account = address.account === stage.governance.key ? stage.governance : stage.accounts[address.account];
      return {
        organization: name,
        stage: stage.name,
        id,
        address,
        accountId: account.id,
        governanceAccountId: stage.governance.id,
        partition: stage.environment.organization.partition,
        backend: stage.environment.state.backend,
        protection: stage.environment.protection,
        runsAsRole: runsAsRole(stage),
        tags: account.tags,
        json,
        constructed: constructed.get(id) ?? [],
      };
    });
  });
}

function runsAsRole({ environment: { state } }: Stage): boolean {
  if (state.backend !== "cloud" || state.workspaces === undefined) return false;
  return state.workspaces.executionMode !== "local" && state.workspaces.credentials?.from !== "hub";
}

const GIVEN_NETWORK = {
  mode: "existing" as const,
  vpcId: "vpc-00000001",
  subnets: [{ id: "subnet-00000001" }, { id: "subnet-00000002" }],
};

/** Something of every layer. */
const WHOLE: EnvironmentInput = {
  ...OWNING,
  accounts: {
    ...OWNING.accounts,
    finance: {
      id: "000000000011",
      businessUnit: "finance",
      blueprints: { Tooling: {}, DataLake: {}, AmazonBedrockFlow: {} },
    },
  },
  pools: { finance: { source: { accounts: [{ account: "finance" }] } } },
  profiles: {
    analytics: {
      name: "analytics",
      target: { pools: ["finance"] },
      configurations: { Tooling: { blueprint: "Tooling" } },
    },
  },
  projects: { one: { name: "one", profile: "analytics", account: { account: "finance" } } },
};

function directoriesIn(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${directory}/${entry.name}`)
    .sort();
}

function load(directory: string) {
  return checkConfiguration(join(ROOT, directory));
}
