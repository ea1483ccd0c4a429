import { readFileSync } from "node:fs";
import path from "node:path";
import {
  checkConfiguration,
  defineFragment,
  formatProblems,
  loadAllStages,
  stackAddresses,
} from "../../../configuration";
import { documentedObjects, type DocumentedObject } from "../../../tools/generate-configuration-reference";
import { Evaluator } from "../../../configuration/load/evaluate";
import { isPlainObject } from "../../../configuration/parse";

const ROOT = path.resolve(__dirname, "../../..");
const EXAMPLE = path.join(ROOT, "environments");
const MINIMAL = path.join(EXAMPLE, "samples/minimal");
const COMPREHENSIVE = path.join(EXAMPLE, "samples/comprehensive");
const PER_STAGE = path.join(ROOT, "__tests__/fixtures/environments/domain-per-stage");
const TWENTY_MISTAKES = path.join(ROOT, "__tests__/fixtures/environments/twenty-mistakes");

describe.each([EXAMPLE, MINIMAL, COMPREHENSIVE, PER_STAGE])("%s", (directory) => {
  test("has neither problems nor warnings", () => {
    const { problems, warnings } = checkConfiguration(directory);
    expect(formatProblems([...problems, ...warnings])).toBe("");
  });
});

describe("the example organization", () => {
  const stages = loadAllStages(EXAMPLE);

  test("is one domain and seven accounts over four stages, production last", () => {
    expect(stages.map(({ name, ownsDomain }) => [name, ownsDomain])).toEqual([
      ["shared", true],
      ["dev", false],
      ["staging", false],
      ["prod", false],
    ]);
    expect(new Set(stages.flatMap(({ accounts }) => Object.values(accounts).map(({ id }) => id))).size).toBe(7);
  });

  test("has dynamic profiles in development and static ones elsewhere", () => {
    const targets = stages.map(({ name, profiles }) => [
      name,
      [
        ...new Set(
          Object.values(profiles).flatMap(({ configurations }) =>
            configurations.map(({ target }) => Object.keys(target).join()),
          ),
        ),
      ],
    ]);
    expect(targets).toEqual([
      ["shared", []],
      ["dev", ["pools"]],
      ["staging", ["account,region"]],
      ["prod", ["account,region"]],
    ]);
  });

  test("promotes by stage: staging and production have the same shape", () => {
    const [, , staging, prod] = stages;
    const shape = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, child: unknown) => (key === "production" ? undefined : child)).replace(
          /staging|prod/g,
          "<stage>",
        ),
      );
    expect(shape(prod.profiles)).toEqual(shape(staging.profiles));
    expect(stackAddresses(prod).map(({ layer }) => layer)).toEqual(stackAddresses(staging).map(({ layer }) => layer));
  });
});

describe("the minimal sample", () => {
  test("is one short file with one governance account, one member and one profile", () => {
    expect(readFileSync(path.join(MINIMAL, "main.ts"), "utf8").split("\n").length).toBeLessThan(60);
    const [stage] = loadAllStages(MINIMAL);
    expect([Object.keys(stage.accounts).length, Object.keys(stage.profiles).length]).toEqual([2, 1]);
  });
});

describe("the comprehensive sample", () => {
  const contents = ["core", "prod", "legacy", "lab", "cloud", "cloud-dev"].map((stage) => {
    const exported = new Evaluator().load(path.join(COMPREHENSIVE, `${stage}.ts`)) as { default: unknown };
    return exported.default;
  });

  /** Values at a place such as `accounts.<key>.regions`. */
  function valuesAt(place: string): unknown[] {
    const parts = place === "" ? [] : place.replace(/\[\]/g, ".[]").split(".");
    return parts.reduce<unknown[]>((values, part) => values.flatMap((value) => step(value, part)), contents);
  }

  function step(value: unknown, part: string): unknown[] {
    if (part === "[]") return Array.isArray(value) ? (value as unknown[]) : [];
    if (!isPlainObject(value)) return [];
    return part.startsWith("<") ? Object.values(value) : [value[part]];
  }

  test.each(documentedObjects().filter(({ sameAs }) => sameAs === undefined))(
    "uses every option of $place $form",
    ({ place, properties }: DocumentedObject) => {
      // Grants of the domain and of the stage have one form; the domain takes only some policies.
      const places = [place, place.replace(/^domain\.grants/, "grants")];
      const used = new Set(
        places.flatMap(valuesAt).flatMap((value) => (isPlainObject(value) ? Object.keys(value) : [])),
      );
      const names = properties.map(({ name }) => name);
      // The 23 blueprints are one option.
      expect(place.endsWith(".blueprints") ? [] : names.filter((name) => !used.has(name))).toEqual([]);
    },
  );

  test("uses every policy, and every form of principal", () => {
    const grants = ["domain.grants.<key>", "grants.<key>"].flatMap(valuesAt) as { policy: string; principal: object }[];
    expect(new Set(grants.map(({ policy }) => policy)).size).toBe(14);
    expect(new Set(grants.flatMap(({ principal }) => Object.keys(principal)))).toEqual(
      new Set(["user", "allUsers", "group", "project", "domainUnit"]),
    );
  });
});

describe("one domain per stage", () => {
  test("gives every stage its own domain and governance account", () => {
    expect(
      loadAllStages(PER_STAGE).map(({ name, ownsDomain, governance }) => [name, ownsDomain, governance.id]),
    ).toEqual([
      ["dev", true, "400000000001"],
      ["prod", true, "400000000002"],
    ]);
  });
});

describe("twenty mistakes", () => {
  test("are twenty problems: all at once, and nothing that follows from them", () => {
    const { problems, warnings } = checkConfiguration(TWENTY_MISTAKES);
    expect(problems.map(({ code, file, path: at, fix }) => `${file} ${code} ${at} -> ${fix}`)).toEqual([
      "dev.ts VALUE_RANGE accounts.finance.regions.us-east-1.network.subnets -> use at least 2",
      'dev.ts KEY_UNKNOWN accounts.finance.blueprints.EMRServerless -> did you mean "EmrServerless"?',
      'dev.ts KEY_CONFLICT profiles.mixed.target.pools -> remove "pools", or everything that excludes it',
      'dev.ts VALUE_NOT_ALLOWED projects.reports.members.engineers.designation -> did you mean "PROJECT_OWNER"?',
      "dev.ts BUCKET_PREFIX accounts.finance.regions.us-east-1.bucketName -> use a bucket named amazon-sagemaker-...",
      'dev.ts ACCOUNT_UNKNOWN pools.finance.source.accounts[1].account -> add "sales" under accounts, or name one that is there',
      "dev.ts REGION_NOT_IN_ACCOUNT pools.finance.source.accounts[0].regions[0] -> add it under accounts.finance.regions, or use one that is there",
      "dev.ts TOOLING_MISSING profiles.dashboards.configurations -> add a configuration of Tooling (or ToolingLite)",
      "dev.ts BLUEPRINT_NOT_ENABLED profiles.dashboards.configurations.QuickSight -> enable it under accounts.marketing.blueprints, or take it out of the profile",
      'dev.ts PROJECT_ACCOUNT_MISSING projects.reports.account -> add "account"',
      "dev.ts ACCOUNT_ID_DUPLICATE accounts.marketing.id -> correct one of the two",
      'shared.ts KEY_UNKNOWN organisation -> did you mean "organization"?',
      "shared.ts VALUE_TYPE accounts.governance.id -> quote it: leading zeros are lost",
      'shared.ts VALUE_FORMAT domain.region -> did you mean "us-east-1"?',
      'shared.ts KEY_FORMAT domain.units.Finance_EU -> write "finance-eu"',
      'shared.ts VALUE_NOT_ALLOWED domain.grants.glossaries.policy -> did you mean "CREATE_GLOSSARY"?',
      'shared.ts UNIT_UNKNOWN domain.units.reporting.parent -> add "fiance" under domain.units, or name one that is there',
      'shared.ts GROUP_UNKNOWN domain.rootOwners.stewards.group -> add "stewards" under domain.groups, or name one that is there',
      'shared.ts SSO_DISABLED domain.groups.analysts.groupIdentifier -> set domain.singleSignOn.type to "IAM_IDC"',
      "shared.ts GRANT_MISPLACED domain.grants.projects -> move it to grants.projects",
    ]);
    expect(warnings).toEqual([]);
  });
});

test("defineFragment returns what it is given", () => {
  const account = { id: "000000000001" };
  expect(defineFragment("account", account)).toBe(account);
});
