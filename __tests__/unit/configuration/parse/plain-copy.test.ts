import vm from "node:vm";
import { parseEnvironment } from "../../../../configuration/parse";
import { formatPath } from "../../../../configuration/problems";

const STAGE = {
  governanceAccount: "governance",
  accounts: { governance: { id: "000000000001" } },
  domain: { name: "test", region: "us-east-1" },
};

/** Evaluated where configuration files are: in a V8 context of its own. */
const evaluated = (source: string): unknown => vm.runInNewContext(`(${source})`, { URL });

function problemsOf(content: unknown): string[] {
  return parseEnvironment(content).problems.map(({ code, path, got }) => `${code} ${formatPath(path)}: ${got}`);
}

describe("what is no plain data", () => {
  test.each([
    ["new Map([['namePrefix', 'acme']])", "a Map"],
    ["new Set(['a'])", "a Set"],
    ["new WeakMap()", "a WeakMap"],
    ["Promise.resolve({ namePrefix: 'acme' })", "a Promise"],
    ["new Date(0)", "a Date"],
    ["/x/", "a RegExp"],
    ["new Error('x')", "an Error"],
    ["new URL('https://example.org')", "an URL"],
    ["new String('x')", "a String"],
    ["new Uint8Array(2)", "an Uint8Array"],
    ["(function* () {})()", "a Generator"],
    ["new (class Settings { get namePrefix() { return 'acme'; } })()", "an instance of Settings"],
    ["new (class Settings { tags = {}; get namePrefix() { return 'acme'; } })()", "an instance of Settings"],
    ["new (class Settings { #prefix = 'acme'; prefix() { return this.#prefix; } })()", "an instance of Settings"],
    ["Object.create({ namePrefix: 'acme' })", "an instance of Object"],
  ])("%s is refused where every key may be left out, and not read as {}", (source, got) => {
    for (const place of ["organization", "access", "sharing", "tags", "pools", "adopt"])
      expect(problemsOf({ ...STAGE, [place]: evaluated(source) })).toEqual([`VALUE_TYPE ${place}: ${got}`]);
  });

  test("is refused deep in a file, too, where every key may be left out", () => {
    const roles = evaluated("Promise.resolve({})");
    const accounts = { governance: { ...STAGE.accounts.governance, roles, blueprints: { Tooling: new Map() } } };
    expect(problemsOf({ ...STAGE, accounts })).toEqual([
      "VALUE_TYPE accounts.governance.blueprints.Tooling: a Map",
      "VALUE_TYPE accounts.governance.roles: a Promise",
    ]);
  });

  test("is read where its members are its own: an instance of a class, an object without a prototype", () => {
    const own = evaluated("new (class Settings { constructor() { this.namePrefix = 'acme'; } })()");
    const bare = Object.assign(Object.create(null) as object, { deployRoleName: "deployer" });
    const { environment, problems } = parseEnvironment({ ...STAGE, organization: own, access: bare });
    expect(problems).toEqual([]);
    expect(environment).toMatchObject({
      organization: { namePrefix: "acme" },
      access: { deployRoleName: "deployer" },
    });
  });
});

describe("members that throw when they are read", () => {
  test.each([
    ["({ ...stage, get access() { throw new Error('no'); } })", "access: a value that throws when it is read (no)"],
    ["({ ...stage, get access() { throw null; } })", "access: a value that throws when it is read (null was thrown)"],
    [
      "({ ...stage, access: new Proxy({}, { ownKeys() { throw new Error('no'); } }) })",
      "access: a value that throws when it is read (no)",
    ],
    [
      "({ ...stage, access: new Proxy({}, { get() { throw { message: 42 }; } }) })",
      "access: a value that throws when it is read (an object was thrown instead of an error)",
    ],
    [
      "({ ...stage, access: (([p, r]) => (r(), p))(revocable()) })",
      /^VALUE_TYPE access: a value that throws .*revoked/,
    ],
    [
      "new Proxy(stage, { ownKeys() { throw new Error('no'); } })",
      "(whole file): a value that throws when it is read (no)",
    ],
  ])("%s is a problem in its place", (source, expected) => {
    const revocable = (): unknown[] => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      return [proxy, revoke];
    };
    const content: unknown = vm.runInNewContext(source, { stage: STAGE, revocable });
    const line = typeof expected === "string" ? `VALUE_TYPE ${expected}` : expected;
    expect(problemsOf(content)).toEqual([typeof line === "string" ? line : expect.stringMatching(line)]);
  });

  test("are read once", () => {
    let reads = 0;
    const content = {
      ...STAGE,
      get access() {
        reads += 1;
        return reads === 1 ? { deployRoleName: "deployer" } : null;
      },
    };
    expect(parseEnvironment(content).environment.access.deployRoleName).toBe("deployer");
  });
});

describe("members that are undefined", () => {
  test("are absent, in objects and in maps, wherever they are", () => {
    const account = { id: "000000000001", name: undefined, blueprints: { Tooling: {}, Workflows: undefined } };
    const { environment, problems } = parseEnvironment({
      ...STAGE,
      access: undefined,
      accounts: { governance: account, sales: undefined },
      tags: { owner: undefined },
    });
    expect(problems).toEqual([]);
    expect(Object.keys(environment.accounts)).toEqual(["governance"]);
    expect(Object.keys(environment.accounts.governance.blueprints)).toEqual(["Tooling"]);
    expect(environment.tags).toEqual({});
  });

  test("are missing where they are required, and in lists", () => {
    expect(problemsOf({ ...STAGE, governanceAccount: undefined })).toEqual([
      "VALUE_MISSING governanceAccount: nothing",
    ]);
    expect(problemsOf({ ...STAGE, sharing: { invitedAccounts: [undefined] } })).toEqual([
      "VALUE_MISSING sharing.invitedAccounts[0]: nothing",
    ]);
  });
});

describe("structures without an end", () => {
  test("are a problem in their place, and what is used twice is none", () => {
    const shared = { team: "x" };
    const tags: Record<string, unknown> = { self: undefined };
    tags.self = tags;
    expect(problemsOf({ ...STAGE, tags })).toEqual(["VALUE_TYPE tags.self: an object that contains itself"]);
    expect(problemsOf({ ...STAGE, tags: shared, organization: { tags: shared } })).toEqual([]);
    expect(problemsOf({ ...STAGE, sharing: { invitedAccounts: new Array(4_000_000_000) } })).toEqual([
      "VALUE_TYPE sharing.invitedAccounts: a list of 4000000000 entries",
    ]);
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as unknown;
    expect(problemsOf({ ...STAGE, tags: { deep } })).toEqual([expect.stringMatching(/^VALUE_TYPE tags.deep/)]);
  });
});
