import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interruption, Terraform, terraformPlatform } from "../../../runner/terraform";
import { startPoolServer, type PoolServer } from "../../../sandbox/providers/pool-server";
import type { PoolContents } from "../../../sandbox/providers/provider-pool";
import { LOCAL, pidOf, writeFakeProvider } from "../sandbox/support/fake-provider";

let directory: string;
let server: PoolServer;
let logFile: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "smus-running-"));
  logFile = join(directory, "logs", "stack.log");
  server = await startPoolServer();
  installProvider("5.100.0");
  configure({ provider: { aws: [{ region: "eu-west-1", assume_role: [{ role_arn: "arn" }] }] } });
});
afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const pool = (): string => `http://127.0.0.1:${server.port}`;
const contents = async () => (await (await fetch(`${pool()}/health`)).json()) as PoolContents;
const configure = (root: object, file = "cdk.tf.json"): void =>
  writeFileSync(join(directory, file), JSON.stringify(root));

function installProvider(version: string): void {
  const root = join(directory, ".terraform", "providers", "registry.terraform.io", "hashicorp", "aws");
  writeFakeProvider(join(root, version, terraformPlatform()));
}

/** A terraform that prints which provider it would use, and does what `script` says. */
function terraform(environment: NodeJS.ProcessEnv = {}, script = "", interruption = new Interruption()): Terraform {
  const path = join(directory, "terraform");
  writeFileSync(path, `#!/bin/sh\necho "provider=$TF_REATTACH_PROVIDERS"\n${script}\n`, { mode: 0o755 });
  const env = { PATH: process.env.PATH, ...LOCAL, SMUS_PROVIDER_POOL: pool(), ...environment };
  return new Terraform({ path, version: "1.11.4" }, env, interruption);
}

async function used(by: Terraform, ...args: string[]): Promise<string> {
  const { lines } = await by.run({ directory, logFile, arguments: args });
  return (lines[0] ?? "").replace("provider=", "");
}

test("a command that needs the provider gets a running one, and gives it back", async () => {
  const first = await used(terraform(), "plan", "-json");
  expect(await contents()).toEqual({ leased: [], idle: [pidOf(first)] });
  expect(await used(terraform(), "apply")).toBe(first);
  expect(await used(terraform(), "show", "-json")).toBe(first);
});

test("a command that failed by itself gives it back as well", async () => {
  const pid = pidOf(await used(terraform({}, "exit 1"), "plan"));
  expect(await contents()).toEqual({ leased: [], idle: [pid] });
});

test.each(["init", "workspace", "output", "untaint", "force-unlock"])(
  "%s takes none, and is told that one runs: it would hash the installed one",
  async (command) => {
    expect(pidOf(await used(terraform(), command))).toBe(process.pid);
    expect(await contents()).toEqual({ leased: [], idle: [] });
  },
);

test("init installs a provider where there is none yet, and a command that is not known gets none", async () => {
  expect(await used(terraform(), "state")).toBe("");
  rmSync(join(directory, ".terraform"), { recursive: true });
  expect(await used(terraform(), "init")).toBe("");
});

test("the provider of a run that a signal ended is not used again", async () => {
  expect(await used(terraform({}, "kill -KILL $$"), "plan")).not.toBe("");
  expect(await contents()).toEqual({ leased: [], idle: [] });
});

test("the provider of an interrupted run is not used again", async () => {
  const interruption = new Interruption();
  interruption.interrupt();
  await used(terraform({}, "", interruption), "plan");
  expect(await contents()).toEqual({ leased: [], idle: [] });
});

test.each([
  ["a second configuration", { provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] } }],
  ["endpoints of its own", { provider: { aws: [{ endpoints: [{ sts: "https://sts.amazonaws.com" }] }] } }],
  ["a profile", { provider: { aws: { profile: "prod" } } }],
  ["what stays in a process", { provider: { aws: { insecure: true } } }],
  ["a module, which may hold configurations", { module: { a: { source: "./a" } } }],
])("a stack with %s starts its own", async (_what, root) => {
  configure(root);
  expect(await used(terraform(), "plan")).toBe("");
});

test("configurations of other files count, and HCL is not read", async () => {
  configure({ provider: [{ aws: { alias: "us" } }] }, "more.tf.json");
  expect(await used(terraform(), "plan")).toBe("");
  rmSync(join(directory, "more.tf.json"));
  writeFileSync(join(directory, "more.tf"), "");
  expect(await used(terraform(), "plan")).toBe("");
});

test("a stack with two versions of the provider, or none, starts its own", async () => {
  installProvider("6.0.0");
  expect(await used(terraform(), "plan")).toBe("");
  rmSync(join(directory, ".terraform"), { recursive: true });
  expect(await used(terraform(), "plan")).toBe("");
});

test("where the pool is away terraform starts its own, and the log says so once", async () => {
  const away = terraform();
  await server.stop();
  expect([await used(away, "plan"), await used(away, "apply")]).toEqual(["", ""]);
  const said = readFileSync(logFile, "utf8").match(
    /No running provider from http:\S+ \(.*\): terraform starts its own\./g,
  );
  expect(said).toHaveLength(1);
});

test("a user's own TF_REATTACH_PROVIDERS stays, and who wants the provider's log gets a provider that writes it", async () => {
  expect(await used(terraform({ TF_REATTACH_PROVIDERS: "{}" }), "plan")).toBe("{}");
  expect(await used(terraform({ TF_LOG: "DEBUG" }), "plan")).toBe("");
});

describe("a pool that stayed in a shell is refused before anything is done", () => {
  test.each([
    ["it is not on this machine", { SMUS_PROVIDER_POOL: "http://pool.example.com:80" }],
    ["AWS_ENDPOINT_URL is not set", { AWS_ENDPOINT_URL: undefined }],
    ["AWS_ENDPOINT_URL is not plain HTTP on this machine", { AWS_ENDPOINT_URL: "https://sts.amazonaws.com" }],
    ["AWS_ENDPOINT_URL_STS is not plain HTTP on this machine", { AWS_ENDPOINT_URL_STS: "https://sts.amazonaws.com" }],
  ])("%s", (reason, environment) => {
    expect(() => terraform(environment)).toThrow(
      `SMUS_PROVIDER_POOL is for the local sandbox only, and ${reason}; run: unset SMUS_PROVIDER_POOL`,
    );
  });
});
