import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeptLock } from "../../../../runner/provider-lock";
import { terraformInit, type Session } from "../../../../runner/session";
import type { SynthesizedStack } from "../../../../runner/synthesis";
import { terraformPlatform, type TerraformCall, type TerraformOutcome } from "../../../../runner/terraform";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-init-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const DONE: TerraformOutcome = { exitCode: 0, lines: [], errors: [] };
const failed = (detail: string): TerraformOutcome => ({
  exitCode: 1,
  lines: [],
  errors: [{ severity: "error", summary: "Failed to install provider", detail, values: [] }],
});

/** A terraform that answers in turn, and says who was at work at the same time. */
function terraformWith(answers: TerraformOutcome[]): { session: Session; calls: string[]; most: () => number } {
  const calls: string[] = [];
  let atWork = 0;
  let most = 0;
  const run = async (call: TerraformCall): Promise<TerraformOutcome> => {
    calls.push(call.arguments.join(" "));
    most = Math.max(most, ++atWork);
    await new Promise((done) => setTimeout(done, 5));
    atWork--;
    return answers.shift() ?? DONE;
  };
  const session = {
    workDirectory: directory,
    stage: "dev",
    providers: { mode: "cache", description: "cache", variables: { TF_PLUGIN_CACHE_DIR: directory } },
    terraform: { usesRunningProviders: false, run },
  } as unknown as Session;
  return { session, calls, most: () => most };
}

function stack(id: string, providers: object = { aws: { source: "hashicorp/aws" } }): SynthesizedStack {
  const place = join(directory, id);
  mkdirSync(place, { recursive: true });
  return {
    id,
    directory: place,
    file: { terraformBlock: { required_providers: providers } },
  } as unknown as SynthesizedStack;
}

const initAll = (session: Session, stacks: readonly SynthesizedStack[]): Promise<TerraformOutcome[]> =>
  Promise.all(stacks.map((each) => terraformInit(session, each, each.directory)));

test("fills a cold cache by one init at a time, and works side by side afterwards", async () => {
  const { session, most } = terraformWith([]);
  const other = { tfe: { source: "hashicorp/tfe" } };
  await initAll(session, [stack("a"), stack("t", other)]);
  expect(most()).toBe(1);
  await initAll(session, [stack("b"), stack("c"), stack("u", other)]);
  expect(most()).toBe(3);
});

test("lets the next one fill the cache where the first has failed", async () => {
  const { session, calls, most } = terraformWith([failed("no network"), failed("no network"), DONE]);
  const outcomes = await initAll(session, [stack("a"), stack("b"), stack("c")]);
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([1, 1, 0]);
  expect([calls.length, most()]).toEqual([3, 1]);
});

test("runs once more where terraform does not see what it has installed", async () => {
  const unseen = "after installing x it is still not detected in .terraform/providers; this is a bug in Terraform";
  const { session, calls } = terraformWith([failed(unseen), DONE]);
  expect(await initAll(session, [stack("a")])).toEqual([DONE]);
  expect(calls).toHaveLength(2);
});

test("reports what fails twice, and what has nothing to do with it at once", async () => {
  const unseen = failed("it is still not detected in .terraform/providers");
  const twice = terraformWith([unseen, unseen]);
  expect(await initAll(twice.session, [stack("a")])).toEqual([unseen]);
  const once = terraformWith([failed("no such bucket")]);
  expect(await initAll(once.session, [stack("b")])).toEqual([failed("no such bucket")]);
  expect(once.calls).toHaveLength(1);
});

test("without a kept lock file it chooses anew where the directory's own holds another version", async () => {
  const { session, calls } = terraformWith([failed("locked provider hashicorp/aws 5.100.0 does not match"), DONE]);
  const a = stack("a");
  writeFileSync(join(a.directory, ".terraform.lock.hcl"), "locked");
  expect(await terraformInit(session, a, a.directory)).toEqual(DONE);
  expect(calls).toHaveLength(2);
});

describe("with a kept lock file", () => {
  const AWS = "registry.terraform.io/hashicorp/aws";
  const lock = (platforms?: readonly string[]): KeptLock => ({
    file: "/organization/environments/.terraform.lock.hcl",
    lock: new Map([
      [AWS, { version: "5.100.0", hashes: ["h1:known="], ...(platforms === undefined ? {} : { platforms }) }],
    ]),
  });
  const keeping = (kept: KeptLock, answers: TerraformOutcome[]): { session: Session; calls: string[] } => {
    const { session, calls } = terraformWith(answers);
    return { session: { ...session, lock: kept }, calls };
  };
  const lockOf = (name: string): string => readFileSync(join(directory, name, ".terraform.lock.hcl"), "utf8");

  test("works with it, read-only, whatever the directory had", async () => {
    const { session, calls } = keeping(lock(), []);
    const a = stack("a");
    writeFileSync(join(a.directory, ".terraform.lock.hcl"), "of another version");
    expect(await initAll(session, [a])).toEqual([DONE]);
    expect(calls).toEqual(["init -input=false -json -no-color -lockfile=readonly"]);
    expect(lockOf("a")).toContain('"h1:known="');
  });

  test("never chooses anew", async () => {
    const refusal = failed("locked provider hashicorp/aws 5.100.0 does not match configured version constraint ~> 6.0");
    const { session, calls } = keeping(lock(), [refusal, DONE]);
    expect(await initAll(session, [stack("a")])).toEqual([refusal]);
    expect(calls).toHaveLength(1);
    expect(lockOf("a")).toContain("5.100.0");
  });

  // As Terraform 1.11.4 says it.
  const OTHER =
    "Error while installing hashicorp/aws v5.100.0: the local package for registry.terraform.io/hashicorp/aws 5.100.0 doesn't match any of the checksums previously recorded in the dependency lock file (this might be because the available checksums are for packages targeting different platforms); for more information: https://developer.hashicorp.com";
  test.each([
    [
      "a package of other checksums",
      [terraformPlatform()],
      OTHER,
      /is not the package whose checksums .* --stage dev --lock-only --upgrade-providers$/,
    ],
    [
      "the same where the file does not say whose checksums it holds",
      undefined,
      OTHER,
      /is not the package whose checksums/,
    ],
    [
      "a lock file of other platforms",
      ["plan9_mips"],
      OTHER,
      /has hashicorp\/aws 5.100.0 for plan9_mips, and this machine is .*organization.platforms/,
    ],
    [
      "a version that is not there",
      undefined,
      "Could not retrieve the list of available versions for provider hashicorp/aws: the previously-selected version 5.100.0 is no longer available",
      /holds hashicorp\/aws 5.100.0, which cannot be had \(cache\)/,
    ],
    [
      "a version that is not there for this platform",
      undefined,
      "Error while installing hashicorp/aws v5.100.0: provider registry.terraform.io/hashicorp/aws 5.100.0 is not available for linux_amd64",
      /which cannot be had/,
    ],
  ])("ends the run at %s, and says what to do", async (_, platforms, detail, message) => {
    const { session } = keeping(lock(platforms), [failed(detail)]);
    await expect(initAll(session, [stack("a")])).rejects.toThrow(message);
  });

  test("leaves what has nothing to do with it to its stack", async () => {
    const { session } = keeping(lock(), [failed("no such bucket: hashicorp/aws")]);
    expect(await initAll(session, [stack("a")])).toEqual([failed("no such bucket: hashicorp/aws")]);
  });
});
