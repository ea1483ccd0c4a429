import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GITHUB_APP_PERMISSIONS } from "../../../contracts/aiops/host-permissions";
import type { CodeHostSettings } from "../../../contracts/aiops/settings";
import type { HostSecret } from "../../../functions/code-host";
import { codeHostOf } from "../../../functions/use-case-seeding/hosts";
import { markerOf } from "../../../functions/use-case-seeding/seeds";
import { settleRepository, type WantedRepository } from "../../../governance/repositories";
import {
  type CodeHosts,
  type HostContent,
  type HostDefinition,
  startCodeHosts,
} from "../../../packages/emulator/code-host";
import { readParameters, renderRepository, sampleParameters, seedFilesOnDisk, templateOf } from "../../../seeds";
import { MemoryPorts } from "../../support/repositories/memory-ports";
import { APP_KEYS, git, gitToken, temporary } from "../emulator/code-host/harness";

const KEY = { useCase: "sample-regression", repository: "deploy" } as const;
const NAME = "churn-deploy";
const USERS = [{ login: "robot" }, { login: "ada" }, { login: "lead" }];

const GITHUB: HostContent = {
  users: USERS,
  organizations: [{ path: "acme", owners: ["ada"], members: { lead: 30 } }],
  teams: [
    { organization: "acme", slug: "sample-team", members: ["lead"] },
    { organization: "acme", slug: "platform", members: ["ada"] },
  ],
  tokens: [{ token: "people", user: "ada", scopes: ["repo", "workflow", "read:org"] }],
  apps: [
    {
      ...{ id: 7, slug: "seeder", installationId: 70, organization: "acme", publicKey: APP_KEYS.publicKey },
      permissions: GITHUB_APP_PERMISSIONS,
    },
  ],
};
const GITLAB: HostContent = {
  users: USERS,
  organizations: [
    { path: "acme", members: { robot: 40, ada: 50 } },
    { path: "acme/sample-team", members: { lead: 30, robot: 30 } },
    { path: "acme/platform", members: { ada: 50, robot: 30 } },
    { path: "acme/use-cases", members: { robot: 40 } },
  ],
  tokens: [
    { token: "robot", user: "robot", scopes: ["api"] },
    { token: "people", user: "ada", scopes: ["api", "write_repository"] },
  ],
};

interface Case {
  readonly name: string;
  readonly definition: HostDefinition;
  readonly namespace: string;
  readonly secret: HostSecret;
  /** Upgrades are tried once for each family: they are many calls of git. */
  readonly upgrades?: true;
}
const APP: HostSecret = { appId: "7", installationId: "70", privateKey: APP_KEYS.privateKey };
const CASES: readonly Case[] = [
  { name: "GitHub", definition: { key: "github", type: "github" }, namespace: "acme", secret: APP, upgrades: true },
  {
    name: "GitHub Enterprise Server with a private authority",
    definition: { key: "ghes", type: "github-enterprise-server", version: "3.17", url: "https://git.example.com" },
    namespace: "acme",
    secret: APP,
  },
  {
    name: "GitLab",
    definition: { key: "gitlab", type: "gitlab" },
    namespace: "acme/use-cases",
    secret: { token: "robot" },
    upgrades: true,
  },
  {
    name: "GitLab without paid features",
    definition: { key: "free", type: "gitlab", tier: "free" },
    namespace: "acme/use-cases",
    secret: { token: "robot" },
  },
];

const directory = temporary();
let hosts: CodeHosts;
beforeAll(async () => {
  const content = Object.fromEntries(
    CASES.map(({ definition }) => [definition.key, definition.type === "gitlab" ? GITLAB : GITHUB]),
  );
  const definitions = CASES.map(({ definition }) => definition);
  hosts = await startCodeHosts({ hosts: definitions, content, directory, environment: process.env });
});
afterAll(() => hosts.stop());

describe.each(CASES)("a repository on the emulated $name", (one) => {
  let world: MemoryPorts;
  let folder: string;
  beforeAll(() => {
    const { definition, namespace, secret } = one;
    const { type, key } = definition;
    const secureAddress = hosts.hosts.get(key)?.secureAddress;
    const settings: CodeHostSettings = {
      ...{ type, namespace, secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:x" },
      url: secureAddress ?? hosts.url(key),
      ...(secureAddress === undefined
        ? {}
        : { certificateAuthority: readFileSync(join(directory, "authority.pem"), "utf8") }),
    };
    const code = codeHostOf(settings, () => Promise.resolve(secret), { patience: { sleep: () => Promise.resolve() } });
    world = new MemoryPorts(wantedFor(type), code);
    folder = join(temporary(), "clone");
  });
  const settle = () => settleRepository(KEY, world.ports);
  const inClone = (...args: string[]) => git(folder, ...gitToken("people"), ...args);

  it("is seeded, and cloned as it was rendered", async () => {
    const settled = await settle();
    expect(settled?.record).toMatchObject({ state: "settled", reasons: [], environments: ["test", "prod"] });
    await git(temporary(), ...gitToken("people"), "clone", "-q", cloneUrl(one), folder);
    const tracked = (await inClone("ls-files")).split("\n").filter((line) => line !== "");
    expect(tracked.sort()).toEqual([...world.wanted.files.keys()].sort());
    for (const [path, { text, mode }] of world.wanted.files) {
      expect(readFileSync(join(folder, path), "utf8")).toBe(text);
      expect(statSync(join(folder, path)).mode & 0o111).toBe(mode === "100755" ? 0o111 : 0);
    }
    expect(await inClone("log", "-1", "--format=%s")).toContain("Seed the deploy repository");
  });

  it("is not changed by a second run", async () => {
    const before = operations(one).length;
    expect((await settle())?.record.state).toBe("settled");
    const after = operations(one).slice(before);
    expect(after.length).toBeGreaterThan(5);
    expect(after.filter((operation) => !READS.test(operation))).toEqual([]);
  });

  it("refuses what people push to the default branch past a review", async () => {
    writeFileSync(join(folder, "README.md"), "pushed\n");
    await inClone("commit", "-qam", "Past a review");
    await expect(inClone("push", "-q", "origin", "HEAD:main")).rejects.toThrow();
    await inClone("reset", "-q", "--hard", "origin/main");
  });

  if (one.upgrades === true) itGetsUpgrades();

  it("asks nothing that the host has not published", () => {
    const { key } = one.definition;
    expect(hosts.violations.filter(({ host }) => host === key)).toEqual([]);
    expect(hosts.log.list().filter(({ service, status }) => service === key && status >= 500)).toEqual([]);
  });

  function itGetsUpgrades(): void {
    it("gets a merge request for another version, whose branch holds it", async () => {
      world.wanted = wantedFor(one.definition.type, "9.0.0");
      const settled = await settle();
      expect(settled?.record).toMatchObject({ state: "waiting", mergeRequest: { state: "open", version: "9.0.0" } });
      await inClone("fetch", "-q");
      await inClone("checkout", "-q", "smus/template-upgrade");
      expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("a later version");
      expect(existsSync(join(folder, "OPERATIONS.md"))).toBe(false);
      expect(readFileSync(join(folder, ".smus/seed.json"), "utf8")).toContain('"version": "9.0.0"');
      const before = operations(one).length;
      await settle();
      expect(
        operations(one)
          .slice(before)
          .filter((operation) => !READS.test(operation)),
      ).toEqual([]);
    });

    it("brings the open merge request up to date", async () => {
      world.wanted = wantedFor(one.definition.type, "9.1.0");
      expect((await settle())?.record.mergeRequest?.version).toBe("9.1.0");
      const { changes } = recordOf(one);
      expect(changes.map(({ state, title }) => [state, title])).toEqual([["open", expect.stringContaining("9.1.0")]]);
      await inClone("fetch", "-q");
      await inClone("reset", "-q", "--hard", "@{upstream}");
      expect(readFileSync(join(folder, ".smus/seed.json"), "utf8")).toContain('"version": "9.1.0"');
    });
  }
});

/** The repository of the regression template; a later version has another text, and one file less. */
function wantedFor(host: CodeHostSettings["type"], version?: string): WantedRepository {
  const template = templateOf("regression");
  const parameters = readParameters(template, sampleParameters(template));
  const changed = version === undefined ? template : { ...template, version };
  const seeds: typeof seedFilesOnDisk = (folder) => {
    const texts = new Map(seedFilesOnDisk(folder));
    if (version === undefined) return texts;
    texts.delete("OPERATIONS.md");
    const readme = texts.get("README.md");
    return readme === undefined ? texts : texts.set("README.md", `${readme}\nThis is a later version.\n`);
  };
  const rendered = renderRepository({ template: changed, kind: "deploy", host, parameters }, seeds);
  const variables = (stage: string) => ({ SMUS_ROLE_ARN: `arn:aws:iam::333333333333:role/smus-${stage}-deploy` });
  return {
    ...KEY,
    ...{ name: NAME, description: "Sample", branch: "main", files: rendered.files, marker: markerOf(rendered.marker) },
    requiredChecks: rendered.requiredChecks,
    owners: ["@acme/sample-team", "@acme/platform"],
    environments: rendered.environments.map(({ name, tier, approval }) => ({
      ...{ name, tier, approval, variables: variables(name), withheld: [] },
      reviewers: approval ? ["acme/platform"] : [],
    })),
  };
}

/** Operations that change nothing. */
const READS = /\/(get|list|check|tree|approvals|installation)|apps\/create-installation-access-token/;

const operations = ({ definition }: Case): string[] =>
  hosts.log
    .list()
    .filter(({ service }) => service === definition.key)
    .map(({ operation }) => operation);

function recordOf({ definition, namespace }: Case) {
  const record = hosts.hosts.get(definition.key)?.repository(namespace, NAME);
  if (record === undefined) throw new Error(`no repository ${NAME}`);
  return record;
}

const cloneUrl = ({ definition, namespace }: Case): string => `${hosts.url(definition.key)}/${namespace}/${NAME}.git`;
