import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseTerraformLock, type LockedProvider } from "../../../../formats/terraform-lock";
import {
  applyStage,
  bootstrapStage,
  destroyStage,
  lockProviders,
  planStage,
  type RunOptions,
} from "../../../../runner";
import { driftOfStage } from "../../../../runner";
import { formatBootstrap } from "../../../../runner/bootstrap";
import { silentReporter } from "../../../../runner/progress";
import { terraformPlatform } from "../../../../runner/terraform";
import { Workbench } from "../support/workbench";

const AWS = "registry.terraform.io/hashicorp/aws";
const HERE = terraformPlatform();
const [OTHER, THIRD] = ["linux_amd64", "darwin_arm64", "windows_amd64"].filter((platform) => platform !== HERE);
/** All endpoints are on this machine: as in a sandbox. */
const LOCAL = { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };

let bench: Workbench;
let notes: string[];
let mirror: string;
beforeEach(() => {
  bench = new Workbench("dev").stacks({ "fin-state": [], "fin-domain": [] }).requiring("~> 5.100");
  notes = [];
  mirror = join(bench.root, "mirror");
  holds("5.100.0", HERE, OTHER);
});
afterEach(() => bench.dispose());

/** Has the mirror hold a version of the AWS provider for these platforms, too. */
function holds(version: string, ...platforms: readonly string[]): void {
  for (const platform of platforms) mkdirSync(join(mirror, AWS, version, platform), { recursive: true });
}

function options(more: NodeJS.ProcessEnv = {}): RunOptions {
  const run = bench.options();
  const reporter = { ...silentReporter, note: (text: string) => void notes.push(text) };
  return { ...run, reporter, environment: { ...run.environment, TF_PLUGIN_MIRROR: mirror, ...more } };
}

const bootstrap = (choice: { platforms?: string[]; upgradeProviders?: boolean } = {}, more: NodeJS.ProcessEnv = {}) =>
  bootstrapStage({ platforms: [OTHER], ...options(more), ...choice });
const locked = (): LockedProvider | undefined => parseTerraformLock(readFileSync(bench.lockFile, "utf8")).get(AWS);
const ofStack = (): string => readFileSync(join(bench.root, "cdktf.out/stacks/fin-domain/.terraform.lock.hcl"), "utf8");
const locking = (): string[] =>
  bench.recorded().flatMap(({ command, args }) => (command === "providers lock" ? [args.join(" ")] : []));
/** Replaces the kept lock file. */
const keep = (provider: Partial<LockedProvider>, address = AWS): void => {
  const { version = "5.100.0", hashes = [`h1:5.100.0-${HERE}=`], platforms = [HERE] } = provider;
  const lines = [
    `# platforms: ${platforms.join(", ")}`,
    `version = "${version}"`,
    "hashes = [",
    ...hashes.map((h) => `"${h}",`),
    "]",
  ];
  writeFileSync(bench.lockFile, [`provider "${address}" {`, ...lines, "}", ""].join("\n"));
};

describe("bootstrap", () => {
  test("makes the lock file beside the stage files, before anything else, and says that it is to be committed", async () => {
    const outcome = await bootstrap();
    expect(outcome.exitCode).toBe(0);
    expect(locked()).toEqual({
      version: "5.100.0",
      constraints: "~> 5.100",
      hashes: [`h1:5.100.0-${HERE}=`, `h1:5.100.0-${OTHER}=`].sort(),
      platforms: [HERE, OTHER].sort(),
    });
    expect(bench.calls()[0]).toBe("provider-lock providers lock");
    expect(formatBootstrap(outcome)).toMatch(
      /wrote .*\.terraform\.lock\.hcl: hashicorp\/aws 5\.100\.0 for .*; commit it/,
    );
  });

  test("has every init keep to it", async () => {
    await bootstrap();
    const inits = bench.recorded().filter(({ command }) => command === "init");
    expect(inits.length).toBeGreaterThan(2);
    expect(inits.filter(({ args }) => !args.includes("-lockfile=readonly"))).toEqual([]);
  });

  test("leaves a complete one alone, and asks terraform nothing about it", async () => {
    await bootstrap();
    const before = readFileSync(bench.lockFile, "utf8");
    bench.forgetCalls();
    bench.scenario({ "fin-state": { plan: [{ exit: 0 }] } });
    const outcome = await bootstrap({}, { FAKE_PROVIDER_VERSION: "5.101.0" });
    expect(locking()).toEqual([]);
    expect(readFileSync(bench.lockFile, "utf8")).toBe(before);
    expect(formatBootstrap(outcome)).toContain("nothing changed");
  });

  test("adds a platform, and keeps version and platforms", async () => {
    await bootstrap();
    holds("5.100.0", THIRD);
    await bootstrap({ platforms: [THIRD] }, { FAKE_PROVIDER_VERSION: "5.101.0" });
    expect(locked()).toMatchObject({ version: "5.100.0", platforms: [HERE, OTHER, THIRD].sort() });
    expect(locked()?.hashes).toHaveLength(3);
  });

  test("locks for the platforms that a mirror holds, and says which it does not", async () => {
    await bootstrap({ platforms: [OTHER, THIRD] });
    expect(locked()?.platforms).toEqual([HERE, OTHER].sort());
    expect(notes.join("\n")).toContain(`not locked for ${THIRD}: the mirror ${mirror} has hashicorp/aws 5.100.0 for`);
    expect(locking().filter((call) => !call.includes(`-fs-mirror=${mirror}`))).toEqual([]);
  });

  describe("without a mirror", () => {
    const configured = (text: string): NodeJS.ProcessEnv => {
      writeFileSync(join(bench.root, "my.tfrc"), text);
      return { TF_PLUGIN_MIRROR: "", TF_CLI_CONFIG_FILE: join(bench.root, "my.tfrc") };
    };
    const DIRECT = "disable_checkpoint = true\n";
    const ROUTED = 'provider_installation {\n  network_mirror {\n    url = "https://mirror.example/"\n  }\n}\n';
    const failing = () => bench.scenario({ "provider-lock": { "providers lock": [{ exit: 1 }] } });

    test.each([DIRECT, ROUTED])("init chooses, and the registry is asked for other platforms: %j", async (text) => {
      await bootstrap({}, configured(text));
      const calls = bench.recorded().filter(({ name }) => name === "provider-lock");
      expect(calls.map(({ args }) => args.join(" "))).toEqual([
        "init -backend=false -input=false -no-color",
        `providers lock -no-color -platform=${OTHER} hashicorp/aws`,
      ]);
      expect(locked()?.platforms).toEqual([HERE, OTHER].sort());
    });

    test("a registry that does not answer is an error", async () => {
      failing();
      await expect(bootstrap({}, configured(DIRECT))).rejects.toThrow(`could not be locked for ${OTHER}`);
    });

    test("but not where providers come from elsewhere: then other platforms are left out, and named", async () => {
      failing();
      expect((await bootstrap({}, configured(ROUTED))).exitCode).toBe(0);
      expect(locked()?.platforms).toEqual([HERE]);
      expect(notes.join("\n")).toContain(`note: not locked for ${OTHER}, since the registry did not answer`);
    });
  });

  test("chooses anew when it is asked to", async () => {
    await bootstrap();
    holds("5.101.0", HERE, OTHER);
    await bootstrap({ upgradeProviders: true }, { FAKE_PROVIDER_VERSION: "5.101.0" });
    expect(locked()).toMatchObject({ version: "5.101.0", platforms: [HERE, OTHER].sort() });
    expect(locked()?.hashes).toEqual([`h1:5.101.0-${HERE}=`, `h1:5.101.0-${OTHER}=`].sort());
  });

  test("an upgrade that finds nothing newer keeps the checksums of platforms that it cannot have here", async () => {
    keep({ hashes: [`h1:5.100.0-${HERE}=`, "h1:of-a-mac="], platforms: [HERE, THIRD] });
    await bootstrap({ upgradeProviders: true });
    expect(locked()).toMatchObject({ version: "5.100.0", platforms: [HERE, OTHER, THIRD].sort() });
    expect(locked()?.hashes).toContain("h1:of-a-mac=");
  });

  test("an upgrade replaces checksums that are not those of the provider", async () => {
    keep({ hashes: ["h1:tampered="] });
    await bootstrap({ upgradeProviders: true });
    expect(locked()?.hashes).toEqual([`h1:5.100.0-${HERE}=`, `h1:5.100.0-${OTHER}=`].sort());
  });

  test("--lock-only makes the lock file, and asks for nothing in AWS", async () => {
    expect(await lockProviders(options(), { platforms: [OTHER] })).toContain("hashicorp/aws 5.100.0");
    expect(locked()?.platforms).toEqual([HERE, OTHER].sort());
    expect(new Set(bench.calls())).toEqual(new Set(["provider-lock providers lock"]));
    expect(await lockProviders(options(), { platforms: [OTHER] })).toBeUndefined();
  });

  test("--locked leaves the lock file as it is, and refuses to work without one", async () => {
    const run = { ...options(), locked: true };
    await expect(bootstrapStage(run)).rejects.toThrow("does not exist, so stages could get different versions");
    expect(bench.calls()).toEqual([]);
    await lockProviders(options(), { platforms: [] });
    const before = readFileSync(bench.lockFile, "utf8");
    expect((await bootstrapStage({ ...run, platforms: [OTHER] })).exitCode).toBe(0);
    expect(readFileSync(bench.lockFile, "utf8")).toBe(before);
  });

  test("keeps providers of other stages", async () => {
    keep({ version: "0.71.0" }, "registry.terraform.io/hashicorp/tfe");
    await bootstrap();
    expect([...parseTerraformLock(readFileSync(bench.lockFile, "utf8")).keys()]).toEqual([
      AWS,
      "registry.terraform.io/hashicorp/tfe",
    ]);
  });

  test("refuses a stage that does not admit the kept version, before it changes anything", async () => {
    await bootstrap();
    const before = readFileSync(bench.lockFile, "utf8");
    bench.requiring("~> 6.20").forgetCalls();
    await expect(bootstrap()).rejects.toThrow(
      /holds hashicorp\/aws 5\.100\.0, and stage "dev" admits "~> 6\.20".*--upgrade-providers/,
    );
    expect(bench.calls()).toEqual([]);
    expect(readFileSync(bench.lockFile, "utf8")).toBe(before);
  });

  test("says what terraform said where a provider cannot be locked, and goes no further", async () => {
    bench.scenario({ "provider-lock": { "providers lock": [{ exit: 1 }] } });
    await expect(bootstrap()).rejects.toThrow(`providers could not be locked for ${HERE}; log: `);
    expect(existsSync(bench.lockFile)).toBe(false);
    expect(bench.calls()).toEqual(["provider-lock providers lock"]);
  });
});

describe("plan, apply, destroy and drift", () => {
  const RUNS: readonly (readonly [string, (run: RunOptions) => Promise<unknown>])[] = [
    ["plan", planStage],
    ["apply", applyStage],
    ["apply that asks", (run) => applyStage({ ...run, ask: () => Promise.resolve("yes") })],
    ["destroy", (run) => destroyStage({ ...run })],
    ["drift", (run) => driftOfStage({ ...run })],
  ];

  test.each(RUNS)("%s on AWS is refused without a lock file", async (_, work) => {
    await expect(work(options())).rejects.toThrow(
      /\.terraform\.lock\.hcl does not exist, so stages could get different versions.*npm run bootstrap -- --stage dev --lock-only, and commit it/,
    );
    expect(bench.calls()).toEqual([]);
  });

  test("are refused where the lock file holds a version that the stage does not admit", async () => {
    await bootstrap();
    bench.requiring("~> 6.20").forgetCalls();
    await expect(planStage(options())).rejects.toThrow(
      /holds hashicorp\/aws 5\.100\.0, and stage "dev" admits "~> 6\.20"/,
    );
    expect(bench.calls()).toEqual([]);
  });

  test("where all endpoints are on this machine goes on without one, and says so", async () => {
    await bootstrap();
    rmSync(bench.lockFile);
    const outcome = await planStage(options(LOCAL));
    expect(outcome.exitCode).toBe(2);
    expect(notes.filter((note) => note.includes(".terraform.lock.hcl does not exist"))).toHaveLength(1);
  });

  test("needs none where no stack asks for a provider", async () => {
    bench.stacks({ "fin-state": [], "fin-domain": [] });
    await bootstrap();
    expect(existsSync(bench.lockFile)).toBe(false);
    expect((await planStage(options())).exitCode).toBe(2);
  });

  test("keeps every stack to it, also one that somebody has given another version by hand", async () => {
    await bootstrap();
    await planStage(options());
    const kept = ofStack();
    expect(kept).toContain(`h1:5.100.0-${HERE}=`);
    writeFileSync(
      join(bench.root, "cdktf.out/stacks/fin-domain/.terraform.lock.hcl"),
      kept.replace("5.100.0", "5.101.0"),
    );
    bench.forgetCalls();
    await planStage(options());
    expect(ofStack()).toBe(kept);
    expect(bench.calls().filter((call) => call.endsWith(" init"))).toEqual(["fin-domain init"]);
  });

  test("initializes again where the kept lock file has changed", async () => {
    await bootstrap();
    await planStage(options());
    bench.forgetCalls();
    await planStage(options());
    expect(bench.calls().filter((call) => call.endsWith(" init"))).toEqual([]);
    holds("5.101.0", HERE, OTHER);
    await bootstrap({ upgradeProviders: true }, { FAKE_PROVIDER_VERSION: "5.101.0" });
    bench.forgetCalls();
    await planStage(options());
    expect(bench.calls().filter((call) => call.endsWith(" init"))).toEqual(["fin-domain init"]); // bootstrap has looked at fin-state
    expect(ofStack()).toContain("5.101.0");
  });

  test.each([
    [
      "a provider is missing",
      () => keep({ version: "0.71.0" }, "registry.terraform.io/hashicorp/tfe"),
      /has no hashicorp\/aws, which stage "dev" needs/,
    ],
    [
      "it was made for other platforms",
      () => keep({ platforms: [THIRD] }),
      /has hashicorp\/aws 5\.100\.0 for \w+, and this machine is .*organization\.platforms/,
    ],
    ["it is broken", () => writeFileSync(bench.lockFile, "<<<<<<< HEAD\n"), /is no lock file of Terraform: line 1/],
    [
      "the mirror does not hold its version",
      () => keep({ version: "5.101.0" }),
      /TF_PLUGIN_MIRROR=.* holds no .*aws 5\.101\.0, which .* holds, for .*terraform providers mirror/,
    ],
  ])("is refused where %s", async (_, damage, message) => {
    await bootstrap();
    damage();
    bench.forgetCalls();
    await expect(planStage(options())).rejects.toThrow(message);
    expect(bench.calls()).toEqual([]);
  });

  test("is left to terraform where packages of the registry are listed: those are of all platforms", async () => {
    await bootstrap();
    keep({ platforms: [THIRD], hashes: ["h1:of-a-mac=", "zh:of-some-package"] });
    expect((await planStage(options())).exitCode).toBe(2);
  });

  test("says in one line that a version was not tested, and nothing of one that was", async () => {
    await bootstrap();
    await planStage(options());
    expect(notes.filter((note) => note.includes("not tested"))).toEqual([]);
    bench.requiring("~> 6.20");
    holds("6.20.1", HERE, OTHER);
    await bootstrap({ upgradeProviders: true }, { FAKE_PROVIDER_VERSION: "6.20.1" });
    await planStage(options());
    expect(notes.filter((note) => note.includes("not tested"))).toEqual([
      "note: hashicorp/aws 6.20.1 was not tested with this project (tested: 5.100.0)",
    ]);
  });
});

test("a second stage gets the version of the first, whatever is newest by then", async () => {
  await bootstrap();
  bench.stacksOf("prod", { "prd-state": [], "prd-domain": [] }).requiring("~> 5.100", "prod");
  holds("5.101.0", HERE, OTHER);
  const prod: RunOptions = { ...options({ FAKE_PROVIDER_VERSION: "5.101.0" }), stage: "prod" };
  await bootstrapStage({ ...prod, platforms: [OTHER] });
  await planStage(prod);
  const file = join(bench.root, "cdktf.out/stacks/prd-domain/.terraform.lock.hcl");
  expect(parseTerraformLock(readFileSync(file, "utf8")).get(AWS)?.version).toBe("5.100.0");
});
