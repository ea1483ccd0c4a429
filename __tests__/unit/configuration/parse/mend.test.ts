import fc from "fast-check";
import { isPlainObject, mend, parseEnvironment } from "../../../../configuration/parse";
import { environment } from "../../../../configuration/schema/environment";
import { organizationFiles } from "../support/organization";

/** Problems of the `dev` file with one value changed, as `CODE path: got; allowed; fix`. */
function problemsWith(path: string, value: unknown): string[] {
  const { dev } = organizationFiles({ [`dev.${path}`]: value });
  return parseEnvironment(dev).problems.map(
    ({ code, path: at, got, fix }) => `${code} ${at.join("/")} ${got} -> ${fix ?? ""}`,
  );
}

/** Rules on access with one rule, whose approval has changes. */
const dataAccessWith = (changes: object): object => ({
  purposes: {},
  queues: {},
  otherwise: { queue: "q", remindAfterDays: 1, lapseAfterDays: 2 },
  rules: [
    {
      ...{ id: "one", description: "One", owner: "office", when: {}, examples: [{ title: "none", facts: {} }] },
      outcome: { approve: { rows: "all", columns: "all", expiresInDays: 1, ...changes } },
    },
  ],
});

describe("a value that does not fit the schema", () => {
  test.each([
    [
      "a missing value",
      "governanceAccount",
      undefined,
      'VALUE_MISSING governanceAccount nothing -> add "governanceAccount"',
    ],
    ["a missing object", "accounts", undefined, 'VALUE_MISSING accounts nothing -> add "accounts"'],
    ["a wrong type", "accounts.alpha", 5, "VALUE_TYPE accounts/alpha 5 -> "],
    [
      "a list in place of an object",
      "accounts.alpha.blueprints",
      ["Tooling"],
      'VALUE_TYPE accounts/alpha/blueprints ["Tooling"] -> ',
    ],
    ["a function", "domain", () => 1, "VALUE_TYPE domain a function -> write what it returns"],
    [
      "a numeric account id",
      "accounts.alpha.id",
      12345678901,
      "VALUE_TYPE accounts/alpha/id 12345678901 -> quote it: leading zeros are lost",
    ],
    [
      "a number where text belongs",
      "organization.tags",
      { cost: 5 },
      'VALUE_TYPE organization/tags/cost 5 -> quote it: "5"',
    ],
    [
      "text where a truth value belongs",
      "accounts.alpha.production",
      "true",
      'VALUE_TYPE accounts/alpha/production "true" -> write true without quotes',
    ],
    [
      "text where a number belongs",
      "blueprintConcurrency",
      "4",
      'VALUE_TYPE blueprintConcurrency "4" -> write 4 without quotes',
    ],
    ["a number that is none", "organization.tags", { cost: NaN }, "VALUE_TYPE organization/tags/cost NaN -> "],
    ["a map", "domain", new Map(), "VALUE_TYPE domain a Map -> write an object: Object.fromEntries(map)"],
    [
      "a number where text or an object belongs",
      "profiles.fixed.configurations.Tooling",
      { blueprint: "Tooling", parameters: { maxEbsVolumeSize: 100 } },
      'VALUE_TYPE profiles/fixed/configurations/Tooling/parameters/maxEbsVolumeSize 100 -> quote it: "100"',
    ],
    [
      "a truth value where a parameter's word belongs",
      "profiles.fixed.configurations.Tooling",
      { blueprint: "Tooling", parameters: { lifecycleManagement: true } },
      'VALUE_TYPE profiles/fixed/configurations/Tooling/parameters/lifecycleManagement true -> write "ENABLED"',
    ],
    [
      "a truth value where a parameter's value belongs",
      "profiles.fixed.configurations.Tooling",
      { blueprint: "Tooling", parameters: { enableSpaces: { value: false, editable: true } } },
      'VALUE_TYPE profiles/fixed/configurations/Tooling/parameters/enableSpaces/value false -> quote it: "false"',
    ],
    ["a truth value where no such text fits", "accounts.alpha.id", true, "VALUE_TYPE accounts/alpha/id true -> "],
    ["a malformed text", "accounts.alpha.id", "12 34", 'VALUE_FORMAT accounts/alpha/id "12 34" -> '],
    [
      "a Region with a typing error",
      "accounts.alpha.regions",
      { "us-east-1": {}, us_east_2: {} },
      'KEY_FORMAT accounts/alpha/regions/us_east_2 "us_east_2" -> write "us-east-2"',
    ],
    ["a misspelt word", "protection", "dta", 'VALUE_NOT_ALLOWED protection "dta" -> did you mean "data"?'],
    ["an unknown word", "protection", "everything", 'VALUE_NOT_ALLOWED protection "everything" -> '],
    ["a number out of range", "blueprintConcurrency", 11, "VALUE_RANGE blueprintConcurrency 11 -> use at most 10"],
    [
      "a list that is too short",
      "accounts.alpha.blueprints.Tooling.regions",
      [],
      "VALUE_RANGE accounts/alpha/blueprints/Tooling/regions 0 entries -> use at least 1",
    ],
    [
      "a misspelt key",
      "govrenanceAccount",
      "x",
      'KEY_UNKNOWN govrenanceAccount "govrenanceAccount" -> did you mean "governanceAccount"?',
    ],
    ["an unknown key", "zzz", "x", 'KEY_UNKNOWN zzz "zzz" -> remove it'],
    [
      "a misspelt blueprint",
      "accounts.alpha.blueprints.Quicksight",
      {},
      'KEY_UNKNOWN accounts/alpha/blueprints/Quicksight "Quicksight" -> did you mean "QuickSight"?',
    ],
    [
      "a blueprint's name from the console",
      "accounts.gamma",
      { id: "000000000031", blueprints: { Tooling: {}, LakeHouseDatabase: {} } },
      'KEY_UNKNOWN accounts/gamma/blueprints/LakeHouseDatabase "LakeHouseDatabase" -> did you mean "DataLake"?',
    ],
    [
      "a blueprint's name from the console, beside the right one and misspelt",
      "accounts.alpha.blueprints.LakehouseDatabse",
      {},
      'KEY_UNKNOWN accounts/alpha/blueprints/LakehouseDatabse "LakehouseDatabse" -> did you mean "DataLake"?',
    ],
    [
      "a blueprint's name from the console in a profile",
      "profiles.fixed.configurations.Lake.blueprint",
      "Lakehouse Database",
      'VALUE_NOT_ALLOWED profiles/fixed/configurations/Lake/blueprint "Lakehouse Database" -> did you mean "DataLake"?',
    ],
    [
      "a key that makes no construct id",
      "accounts.Finance_Dev",
      { id: "000000000031" },
      'KEY_FORMAT accounts/Finance_Dev "Finance_Dev" -> write "finance-dev"',
    ],
    [
      "keys of two forms",
      "profiles.fixed.target",
      { account: "alpha", pools: [] },
      'KEY_CONFLICT profiles/fixed/target/pools "pools" -> remove "pools", or everything that excludes it',
    ],
    ["an empty union", "profiles.fixed.target", {}, "VALUE_TYPE profiles/fixed/target {} -> "],
    [
      "an unknown discriminator",
      "state",
      { backend: "s4" },
      'VALUE_NOT_ALLOWED state/backend "s4" -> did you mean "s3"?',
    ],
    [
      "a missing discriminator",
      "state",
      { region: "us-east-1" },
      'VALUE_MISSING state/backend nothing -> add "backend"',
    ],
    [
      "a misspelt literal in a union",
      "sharing.principals",
      "acounts",
      'VALUE_NOT_ALLOWED sharing/principals "acounts" -> did you mean "accounts"?',
    ],
    ["something unlike any form of a union", "sharing.principals", 5, "VALUE_TYPE sharing/principals 5 -> "],
    [
      "a wrong value in a form of a union that is a form of another",
      "application.dataAccess",
      dataAccessWith({ rows: { columnName: "region", operator: "equals", value: "EU" } }),
      'VALUE_NOT_ALLOWED application/dataAccess/rules/0/outcome/approve/rows/operator "equals" -> did you mean "equalTo"?',
    ],
    [
      "a misspelt key that only one form requires",
      "application.dataAccess",
      dataAccessWith({ columns: { withoutTerm: ["words/person"] } }),
      'KEY_UNKNOWN application/dataAccess/rules/0/outcome/approve/columns/withoutTerm "withoutTerm" -> did you mean "withoutTerms"?',
    ],
  ])("%s is one problem, with its place and fix", (_name, path, value, expected) => {
    expect(problemsWith(path, value)).toEqual([expected]);
  });

  test.each([
    ["namePrefix", "acme", "organization.namePrefix"],
    ["deployRoleName", "x", "access.deployRoleName"],
    ["units", {}, "domain.units"],
    ["accounts.alpha.network", { mode: "none" }, "accounts.alpha.regions.<key>.network"],
    ["accounts.alpha.bucketName", "none", "accounts.alpha.regions.<key>.bucketName"],
    [
      "accounts.alpha.provisioningRoleArn",
      "arn:aws:iam::222222222222:role/x",
      "accounts.alpha.roles.provisioningRoleArn",
    ],
    ["profiles.fixed.account", "alpha", "profiles.fixed.target.account"],
    ["profiles.fixed.pools", [], "profiles.fixed.target.pools"],
    [
      "sharing.organizationArn",
      "arn:aws:organizations::111111111111:organization/o-abcdefghij",
      "sharing.principals.organizationArn",
    ],
  ])("the key %s in the wrong place is moved to where it belongs, not removed", (at, value, place) => {
    const known = ["nonsense", "vpcPeering"].map((key) => problemsWith(key, 1)[0]);
    expect(known).toEqual([expect.stringMatching(/ -> remove it$/), expect.stringMatching(/ -> remove it$/)]);
    expect(problemsWith(at, value)).toEqual([
      expect.stringMatching(new RegExp(` -> move it to ${place.replaceAll(".", "\\.")}$`)),
    ]);
  });

  it("reads a misplaced key where it belongs: what it lacks is found, and nothing is missing there", () => {
    const moved = organizationFiles({ "shared.units": { sales: {} }, "shared.domain.units": undefined });
    expect(parseEnvironment(moved.shared).problems).toMatchObject([
      { code: "KEY_UNKNOWN", path: ["units"], fix: "move it to domain.units" },
      { code: "VALUE_MISSING", path: ["domain", "units", "sales", "name"] },
    ]);
    const target = organizationFiles({ "dev.profiles.fixed.account": "alpha", "dev.profiles.fixed.target": undefined });
    expect(parseEnvironment(target.dev).environment.profiles.fixed.target).toEqual({ account: "alpha" });
  });

  it("takes a misspelt policy for one that has the keys beside it", () => {
    const grant = { policy: "CREATE_PROJECT_FROM", profiles: ["fixed"], principal: { allUsers: true } };
    expect(problemsWith("grants.x", grant)).toEqual([
      'VALUE_NOT_ALLOWED grants/x/policy "CREATE_PROJECT_FROM" -> did you mean "CREATE_PROJECT_FROM_PROJECT_PROFILE"?',
    ]);
  });

  test.each(["__proto__", "constructor", "toString"])("%s as the key of a map is refused, not lost", (name) => {
    const { dev } = organizationFiles({ "dev.tags": JSON.parse(`{ "${name}": "x" }`) as object });
    expect(parseEnvironment(dev).problems).toMatchObject([{ code: "KEY_FORMAT", path: ["tags", name] }]);
  });

  test("a reference to what every object has is refused", () => {
    expect(problemsWith("projects.one.profile", "constructor")).toEqual([
      'VALUE_FORMAT projects/one/profile "constructor" -> ',
    ]);
  });

  test("a symbol as key, and a hole in a list, are found", () => {
    const { dev } = organizationFiles();
    expect(parseEnvironment({ ...(dev as object), tags: { [Symbol("x")]: "y" } }).problems).toMatchObject([
      { code: "KEY_FORMAT", path: ["tags"], got: "the key Symbol(x)" },
    ]);
    expect(problemsWith("profiles.fixed.target", { pools: new Array(1) })).toEqual([
      "VALUE_MISSING profiles/fixed/target/pools/0 nothing -> write a value there, or remove it",
    ]);
  });

  test("says what is allowed in the words of the schema", () => {
    const { dev } = organizationFiles({ "dev.accounts.alpha.id": "1", "dev.profiles.fixed.target": "alpha" });
    expect(parseEnvironment(dev).problems.map(({ allowed }) => allowed)).toEqual([
      "12 digits in quotes",
      "{ account, region? } or { pools } or { accountIdPath, regionPath }",
    ]);
  });

  test("does not hide what is wrong beside it", () => {
    const { dev } = organizationFiles({
      "dev.domain": undefined,
      "dev.accounts.alpha.id": 5,
      "dev.pools.both.source": {},
      "dev.x": 1,
    });
    expect(parseEnvironment(dev).problems.map(({ path }) => path.join("."))).toEqual([
      "x",
      "accounts.alpha.id",
      "domain",
      "pools.both.source",
    ]);
  });

  test.each([[undefined], [null], [5], ["text"], [[]], [Promise.resolve({})], [() => ({})]])(
    "is found where the whole file is %p",
    (input) => {
      const { environment: value, problems } = parseEnvironment(input);
      expect(problems).toHaveLength(1);
      expect(value.accounts).toEqual({});
    },
  );
});

test("instances of a class count as the objects that they are", () => {
  class Tags {
    readonly team = "x";
  }
  const { environment: value, problems } = parseEnvironment(organizationFiles({ "dev.tags": new Tags() }).dev);
  expect([problems, value.tags]).toEqual([[], { team: "x" }]);
});

describe("what is made of a file with problems", () => {
  test("has what was evidently meant in place of typing errors", () => {
    const { dev } = organizationFiles({
      "dev.accounts.alpha.id": 11,
      "dev.protection": "DATA",
      "dev.organisation": { namePrefix: "acme" },
    });
    const { environment: value, mended } = parseEnvironment(dev);
    expect([value.accounts.alpha.id, value.protection, value.organization.namePrefix]).toEqual([
      "000000000011",
      "data",
      "acme",
    ]);
    expect(mended.size).toBe(0);
  });

  test("does not take a guess for what was meant: it would be blamed for what follows from it", () => {
    const { dev } = organizationFiles({ "dev.organization": { partition: "aws-gov" } });
    const { problems, mended } = parseEnvironment(dev);
    expect(problems).toMatchObject([{ path: ["organization", "partition"], fix: 'did you mean "aws-us-gov"?' }]);
    expect(mended.covers(["organization", "partition"])).toBe(true);
  });

  test("holds stand-ins of the right type elsewhere, and says where", () => {
    const { dev } = organizationFiles({
      "dev.accounts.alpha.regions": 5,
      "dev.projects.one.members.engineers": "engineers",
    });
    const { environment: value, mended } = parseEnvironment(dev);
    expect(value.accounts.alpha.regions).toEqual({});
    expect(mended.covers(["accounts", "alpha", "regions", "us-east-1"])).toBe(true);
    expect(mended.touches(["projects", "one"])).toBe(true);
    expect(mended.touches(["projects", "two"])).toBe(false);
  });
});

describe("agreement with zod", () => {
  const files = Object.values(organizationFiles());
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      "",
      "us-east-1",
      "root",
      0,
      -1,
      1.5,
      true,
      {},
      [],
      [{}],
      { account: "alpha" },
      { group: "x" },
    ),
    fc.jsonValue(),
  );

  /** All places of a value. */
  function places(value: unknown, path: string[] = []): string[][] {
    const children = isPlainObject(value) || Array.isArray(value) ? Object.entries(value) : [];
    return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
  }

  function replaceAt(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
    if (key === undefined) return replacement;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
      string,
      unknown
    >;
    copy[key] = replaceAt(copy[key], rest, replacement);
    return copy;
  }

  test("the reader of invalid files refuses exactly what zod refuses, and always answers in the schema's shape", () => {
    const mutations = fc.array(fc.tuple(fc.nat(), junk), { minLength: 0, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...files), mutations, fc.string(), (file, changes, newKey) => {
        const broken = changes.reduce<unknown>((current, [position, value], index) => {
          const all = places(current);
          const at = all[position % all.length];
          return replaceAt(current, index % 2 === 1 ? [...at.slice(0, -1), newKey] : at, value);
        }, file);
        const expected = environment.safeParse(broken);
        const { value, problems } = mend(environment, broken);
        expect(problems.length === 0).toBe(expected.success);
        if (expected.success) expect(value).toEqual(expected.data);
        expect(Object.keys(value)).toEqual(
          expect.arrayContaining(["organization", "state", "accounts", "domain", "profiles"]),
        );
      }),
      { numRuns: 400 },
    );
  });
});
