import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformInit, type Session } from "../../../../runner/session";
import type { SynthesizedStack } from "../../../../runner/synthesis";
import type { TerraformCall, TerraformOutcome } from "../../../../runner/terraform";

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

test("chooses anew where the lock file holds another version", async () => {
  const { session, calls } = terraformWith([failed("locked provider hashicorp/aws 5.100.0 does not match"), DONE]);
  const a = stack("a");
  writeFileSync(join(a.directory, ".terraform.lock.hcl"), "locked");
  expect(await terraformInit(session, a, a.directory)).toEqual(DONE);
  expect(calls).toHaveLength(2);
});
