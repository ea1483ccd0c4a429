import type { EnvironmentInput } from "../../../../configuration/model";
import { parseEnvironment, type ParsedEnvironment } from "../../../../configuration/parse";
import { problem, type Problem } from "../../../../configuration/problems";
import { checkRules, viewOrganization, type OrganizationView } from "../../../../configuration/rules";

/** Stage files by name, before parsing. */
export type Files = Record<string, unknown>;

/** Changes by path (`dev.accounts.alpha.id`); `undefined` removes. */
export type Changes = Readonly<Record<string, unknown>>;

const TOOLING = {
  Tooling: { blueprint: "Tooling" },
  Lake: { blueprint: "DataLake", deploymentMode: "ON_CREATE" },
} as const;

const shared: EnvironmentInput = {
  governanceAccount: "governance",
  accounts: { governance: { id: "000000000001" } },
  domain: {
    name: "test",
    region: "us-east-1",
    units: { finance: { name: "Finance" }, reporting: { name: "Reporting", parent: "finance" } },
    users: { robot: { identifier: "arn:aws:iam::000000000001:user/robot", type: "IAM_USER" } },
    groups: {
      engineers: { rolePrincipalArn: "arn:aws:iam::000000000001:role/engineers" },
      leads: { rolePrincipalArn: "arn:aws:iam::000000000001:role/leads" },
    },
    grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } } },
  },
};

const dev: EnvironmentInput = {
  governanceAccount: "governance",
  accounts: {
    governance: { id: "000000000001" },
    alpha: { id: "000000000011", blueprints: { Tooling: {}, DataLake: {} } },
    beta: { id: "000000000012", blueprints: { Tooling: {}, DataLake: {} } },
  },
  domain: { fromStage: "shared" },
  pools: { both: { source: { accounts: [{ account: "alpha" }, { account: "beta" }] } } },
  profiles: {
    dynamic: { name: "dynamic", target: { pools: ["both"] }, configurations: TOOLING },
    fixed: { name: "fixed", target: { account: "alpha" }, configurations: TOOLING },
  },
  grants: {
    create: {
      policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      unit: "finance",
      profiles: ["dynamic", "fixed"],
      principal: { group: "engineers" },
    },
  },
  projects: {
    one: {
      name: "one",
      unit: "reporting",
      profile: "dynamic",
      account: { account: "alpha" },
      members: { engineers: { group: "engineers", designation: "PROJECT_CONTRIBUTOR" } },
    },
    two: { name: "two", profile: "fixed" },
  },
};

const prod: EnvironmentInput = {
  governanceAccount: "governance",
  accounts: { gamma: { id: "000000000021", production: true, blueprints: { Tooling: {}, DataLake: {} } } },
  domain: { fromStage: "shared" },
  profiles: { fixed: { name: "fixed-prod", production: true, target: { account: "gamma" }, configurations: TOOLING } },
  projects: { one: { name: "one-prod", profile: "fixed" } },
};

/** A valid organization of three stages, with changes. */
export function organizationFiles(...changes: Changes[]): Files {
  // Through JSON and not structuredClone, which would keep parts shared that the literals above share.
  const files = JSON.parse(JSON.stringify({ shared, dev, prod })) as Files;
  for (const change of changes)
    for (const [path, value] of Object.entries(change))
      setAt(files, path.split("."), typeof value === "object" ? structuredClone(value) : value);
  return files;
}

function setAt(target: Record<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    setAt(target[key] as Record<string, unknown>, rest, value);
  } else if (value === undefined) {
    delete target[key];
  } else {
    target[key] = value;
  }
}

/** Parsed files by content: tests that change one file of several thousand times parse the others once. */
const parsedFiles = new WeakMap<object, ParsedEnvironment>();

function parseOnce(content: unknown): ParsedEnvironment {
  if (typeof content !== "object" || content === null) return parseEnvironment(content);
  const parsed = parsedFiles.get(content) ?? parseEnvironment(content);
  parsedFiles.set(content, parsed);
  return parsed;
}

/** The view of files as rules get it, and the problems of their shape. Contents are not to be changed afterwards. */
export function viewFiles(files: Files): { organization: OrganizationView; shapeProblems: Problem[] } {
  const parsed = Object.entries(files).map(([name, content]) => ({ name, file: `${name}.ts`, ...parseOnce(content) }));
  return {
    organization: viewOrganization(parsed),
    shapeProblems: parsed.flatMap(({ file, problems }) => problems.map((shape) => problem({ ...shape, file }))),
  };
}

/** All problems and warnings of files, as `CODE file path`. */
export function problemsOf(files: Files): string[] {
  const { organization, shapeProblems } = viewFiles(files);
  return [...shapeProblems, ...checkRules(organization)].map(locate);
}

/** `CODE file path` */
export function locate({ code, file, path }: Problem): string {
  return `${code} ${file} ${path}`;
}
