import type { EnvironmentInput } from "../../../configuration/model";
import { formatProblem } from "../../../configuration/problems";
import { compositionProblems } from "../../../stacks/composition-problems";
import { DEPLOY, stagesOf, synthesizeStage } from "../../support/stages";

const TOOLING = { blueprint: "Tooling" } as const;

const organization = (changes: Partial<EnvironmentInput> = {}): EnvironmentInput => ({
  governanceAccount: "governance",
  accounts: {
    governance: { id: "111111111111" },
    finance: { id: "222222222222", blueprints: { Tooling: {} } },
  },
  domain: { name: "acme", region: "us-east-1" },
  profiles: { basic: { name: "basic", target: { account: "finance" }, configurations: { Tooling: TOOLING } } },
  ...changes,
});

function problemsOf(input: EnvironmentInput): string[] {
  const stages = stagesOf({ dev: input });
  return stages.flatMap((stage) =>
    compositionProblems({ stage, stages, options: DEPLOY, file: "dev.ts" }).map(formatProblem),
  );
}

const BACKENDS: readonly NonNullable<EnvironmentInput["state"]>[] = [
  { backend: "s3" },
  { backend: "local" },
  { backend: "cloud", organization: "acme", workspaces: {} },
];

describe("keys of the configuration", () => {
  test.each(BACKENDS)("may be like the ids of what every stack holds, with states in %j", (state) => {
    const plain = stagesOf({ dev: organization({ state }) })[0];
    // Everything that lies beside the constructs of a layer and has an id that a key can have.
    const keys = ["backend", "applied", "cloud", "aws", "resource", "default", "hub", "organization", "references"];
    const stage = stagesOf({
      dev: organization({
        state,
        accounts: {
          governance: { id: "111111111111" },
          finance: { id: "222222222222", blueprints: { Tooling: {} } },
          ...Object.fromEntries(
            keys.map((key, index) => [key, { id: `33333333333${index}`, blueprints: { Tooling: {} } }]),
          ),
        },
        projects: Object.fromEntries(keys.map((key) => [key, { name: key, profile: "basic" }])),
        pools: Object.fromEntries(
          keys.map((key) => [
            key,
            { source: { discover: { organizationalUnitIds: [], accountTags: { a: "b" }, regions: ["us-east-1"] } } },
          ]),
        ),
      }),
    })[0];
    expect(compositionProblems({ stage, stages: [stage], options: DEPLOY, file: "dev.ts" })).toEqual([]);
    expect(compositionProblems({ stage: plain, stages: [plain], options: DEPLOY, file: "dev.ts" })).toEqual([]);
  });

  test("of accounts may be like the names of the share's other principals, none of which is lost", () => {
    const unit = "ou-ab12-cdefghij";
    const arn = "arn:aws:organizations::111111111111:";
    const principalsWith = (principals: NonNullable<EnvironmentInput["sharing"]>["principals"], key: string) => {
      const accounts = {
        governance: { id: "111111111111" },
        [key]: { id: "222222222222", blueprints: { Tooling: {} } },
        other: { id: "333333333333", blueprints: { Tooling: {} } },
      };
      const sharing = { principals, invitedAccounts: [key] };
      const { stacks } = synthesizeStage(stagesOf({ dev: organization({ accounts, sharing, profiles: {} }) })[0]);
      const associations = stacks.get("governance-sharing")?.resource?.aws_ram_principal_association ?? {};
      return Object.values(associations as Record<string, { principal: string }>).map(({ principal }) => principal);
    };
    const organizationArn = `${arn}organization/o-0123456789`;
    expect(principalsWith({ organizationArn }, "organization").sort()).toEqual(["222222222222", organizationArn]);
    const unitArn = `${arn}ou/o-0123456789/${unit}`;
    expect(principalsWith({ organizationalUnitArns: [unitArn] }, unit).sort()).toEqual(["222222222222", unitArn]);
  });
});

describe("what no stack can be built from", () => {
  test("is a coded problem for each stack, with the place that describes it", () => {
    const text = "${TfToken[TOKEN.0]}";
    const problems = problemsOf(
      organization({
        domain: { name: "acme", region: "us-east-1", description: text },
        projects: { one: { name: "one", profile: "basic", description: text } },
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^\[COMPOSITION_FAILED\] domain: got stack governance-domain: /),
      expect.stringMatching(/^\[COMPOSITION_FAILED\] projects: got stack governance-projects: /),
    ]);
  });
});

describe("texts that look like expressions", () => {
  test("are text in the directory of states, of the stage and of the one that it is promoted from", () => {
    const state = { backend: "local", directory: "/states/${HOME}/%{ if true }" } as const;
    const source = organization({ state });
    const target = organization({
      state,
      governanceAccount: "second",
      accounts: { second: { id: "444444444444" }, finance: { id: "555555555555", blueprints: { Tooling: {} } } },
      promotion: { from: "dev" },
    });
    const stages = stagesOf({ dev: source, prod: target });
    const options = { workingDirectory: "/srv/${USER}" };
    for (const stage of stages) {
      const { stacks } = synthesizeStage(stage, stages, options);
      for (const [id, stack] of stacks) {
        const text = JSON.stringify(stack);
        expect([id, text.match(/(?<!\$)\$\{(HOME|USER)\}|(?<!%)%\{/g)]).toEqual([id, null]);
        expect(text).toContain("$${HOME}");
      }
    }
  });
});

describe("what grows with the organization", () => {
  const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => String(200_000_000_000 + n));
  /** Accounts with the smallest stacks that the domain's key names. */
  const members = (count: number): EnvironmentInput["accounts"] =>
    Object.fromEntries(
      ids(count).map((id, n) => [
        `m${n}`,
        {
          id,
          regions: { "us-east-1": { network: { mode: "none" }, bucketName: "none" } },
          blueprints: { LakehouseAdmin: {} },
        },
      ]),
    );

  test("the key policy of a domain is measured, and may trust the organization instead of naming accounts", () => {
    const file = (accounts: EnvironmentInput["accounts"], organizationId?: string): EnvironmentInput => ({
      ...organization({ profiles: {} }),
      organization: { organizationId },
      accounts: { governance: { id: "111111111111" }, ...accounts },
    });
    const ofDomain = (input: EnvironmentInput): string[] => {
      const stages = stagesOf({ dev: input });
      const [stage] = stages;
      // The stacks of a thousand accounts take long, and say nothing about the key.
      const accounts = { governance: stage.governance };
      return compositionProblems({ stage: { ...stage, accounts }, stages, options: DEPLOY, file: "dev.ts" }).map(
        formatProblem,
      );
    };
    expect(ofDomain(file(members(900)))).toEqual([]);
    expect(ofDomain(file(members(1100)))).toEqual([
      expect.stringMatching(
        /^\[DOCUMENT_TOO_LARGE\] domain: got a key policy of \d+ characters, in governance-domain aws_kms_key.*; allowed at most 32768; fix: set organization.organizationId/,
      ),
    ]);
    expect(ofDomain(file(members(1100), "o-0123456789"))).toEqual([]);
  });

  test("policies of the governance function, of the provisioning role and a pool's environment are measured", () => {
    const role = (n: number): string => `arn:aws:iam::111111111111:role/some/path/of/a/project/execution-role-${n}`;
    const projects = Array.from({ length: 140 }, (_, n) => [
      `p${n}`,
      { name: `p${n}`, profile: "basic", executionRoleArn: role(n) },
    ]);
    const units = Array.from({ length: 120 }, (_, n) => `ou-ab12-${"x".repeat(28)}${1000 + n}`);
    const discover = { organizationalUnitIds: units, accountTags: {}, regions: ["us-east-1"] };
    const resourceTags = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`${"t".repeat(120)}${n}`, "x"]));
    const profile = (name: string) => [
      name,
      {
        name,
        target: { account: "finance" as const },
        configurations: { Tooling: TOOLING },
        resourceTags: rename(name),
      },
    ];
    const rename = (name: string) =>
      Object.fromEntries(Object.keys(resourceTags).map((key) => [`${name}${key}`.slice(0, 128), "x"]));
    const problems = problemsOf(
      organization({
        projects: Object.fromEntries(projects) as EnvironmentInput["projects"],
        pools: { found: { source: { discover } } },
        profiles: Object.fromEntries(
          ["basic", "second", "third", "fourth"].map(profile),
        ) as EnvironmentInput["profiles"],
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /^\[DOCUMENT_TOO_LARGE\] accounts.governance: got inline policies of one role of \d+ characters/,
      ),
      expect.stringMatching(
        /^\[DOCUMENT_TOO_LARGE\] accounts.finance: got inline policies of one role of \d+ characters/,
      ),
      expect.stringMatching(/^\[DOCUMENT_TOO_LARGE\] pools: got an environment of \d+ bytes/),
    ]);
  });
});
