import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decideStateLayer, findImportable, formatBootstrap, bootstrapStage } from "../../../runner/bootstrap";
import { readStacks } from "../../../runner/synthesis";
import { Workbench } from "./support/workbench";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks({ "fin-state": [], "fin-foundation": [], "gov-sharing": ["gov-domain@shared"] });
  bench.givenState("gov-state", "full", "shared").givenObject("gov", "bootstrap/shared.json", {});
});
afterEach(() => bench.dispose());

const bootstrap = () => bootstrapStage({ ...bench.options() });
const commandsOf = (name: string) =>
  bench
    .recorded()
    .filter((call) => call.name === name)
    .map(({ command }) => command);

describe("decideStateLayer", () => {
  const NOTHING = { bucketExists: false, stateInBucket: false, localState: false, otherOwners: [] };
  test.each([
    ["verify", { ...NOTHING, bucketExists: true, stateInBucket: true }],
    ["verify", { ...NOTHING, bucketExists: true, stateInBucket: true, localState: true }],
    ["create", NOTHING],
    ["continue", { ...NOTHING, localState: true }],
    ["continue", { ...NOTHING, bucketExists: true, localState: true }],
    ["import", { ...NOTHING, bucketExists: true }],
    ["refuse", { ...NOTHING, bucketExists: true, otherOwners: ["prod"] }],
  ])("%s: %j", (step, facts) => expect(decideStateLayer(facts)).toMatchObject({ step }));
});

test("creates the bucket with local state, moves the state into it, creates workspaces and leaves receipts", async () => {
  const outcome = await bootstrap();
  expect(outcome).toMatchObject({ exitCode: 0, failures: [], interrupted: false });
  expect(commandsOf("fin")).toEqual(["init", "workspace select", "apply", "init"]);
  expect(bench.objects("fin")).toEqual([
    "bootstrap/dev.json",
    "smus/dev/fin/foundation/terraform.tfstate",
    "smus/dev/fin/state/terraform.tfstate",
  ]);
  expect(outcome.workspacesCreated.toSorted()).toEqual(["fin-foundation", "gov-sharing"]);
  expect(outcome.receiptsWritten.toSorted()).toEqual([
    "s3://x-tfstate-fin/bootstrap/dev.json",
    "s3://x-tfstate-gov/bootstrap/dev.json",
  ]);
});

test("never sets TF_WORKSPACE for init and workspace, which refuse it for a new workspace", async () => {
  await bootstrap();
  const calls = bench.recorded().filter(({ command }) => command === "init" || command.startsWith("workspace"));
  expect(calls.filter(({ workspace }) => workspace !== undefined)).toEqual([]);
});

test("changes nothing the second time, and says so", async () => {
  await bootstrap();
  bench.forgetCalls();
  bench.scenario({ "fin-state": { plan: [{ exit: 0, lines: [] }] } });
  const before = bench.objects("fin");
  const outcome = await bootstrap();
  expect(bench.calls().filter((call) => !call.endsWith(" plan"))).toEqual([]);
  expect(bench.objects("fin")).toEqual(before);
  expect(formatBootstrap({ ...outcome, seconds: 1 })).toContain("bootstrapped already, nothing changed");
});

test("finishes a run whose apply failed half-way, with the state that it left", async () => {
  bench.scenario({
    fin: {
      apply: [
        {
          exit: 1,
          run: true,
          lines: [{ type: "diagnostic", diagnostic: { severity: "error", summary: "throttled" } }],
        },
        {},
      ],
    },
  });
  expect(await bootstrap()).toMatchObject({
    exitCode: 1,
    failures: [{ stack: "fin-state", errors: [{ summary: "throttled" }] }],
  });
  expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "continue" }] });
});

test("finishes a run that was killed while the state was moved", async () => {
  bench.scenario({ fin: { init: [{}, { kill: "before" }, {}] } });
  expect(await bootstrap()).toMatchObject({ exitCode: 1 });
  expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "continue" }] });
});

test("finishes a run that was killed after the state had been moved", async () => {
  bench.scenario({ "fin-state": { init: [{ kill: "after" }, {}] } });
  expect(await bootstrap()).toMatchObject({ exitCode: 1 });
  expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "verify" }] });
});

describe("with a local state", () => {
  const resource = (type: string, name: string, status?: string) => ({
    mode: "managed",
    type,
    name,
    instances: [status === undefined ? {} : { status }],
  });
  const key = resource("aws_kms_key", "K");
  const givenLocalState = (text: string): void => {
    const directory = join(bench.root, ".smus/bootstrap/dev/fin/states/dev");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "terraform.tfstate"), text);
  };
  const givenLocalResources = (...resources: object[]): void =>
    givenLocalState(JSON.stringify({ version: 4, resources }));
  beforeEach(() => bench.stacks({ "fin-state": [] }));

  test("imports the bucket that a killed run made and did not write down", async () => {
    bench.givenObject("fin", "some/object", {});
    givenLocalResources(key, resource("aws_kms_alias", "A"));
    expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "continue" }] });
  });

  test("keeps a bucket whose creation was cut off, instead of replacing it", async () => {
    bench.givenObject("fin", "some/object", {});
    givenLocalResources(key, resource("aws_s3_bucket", "B", "tainted"));
    expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "continue" }] });
    expect(commandsOf("fin").slice(0, 4)).toEqual(["init", "workspace select", "untaint", "apply"]);
  });

  test("leaves alone what is a whole file and no state that it can read", async () => {
    const encrypted = JSON.stringify({ meta: {}, encrypted_data: "AAAA", encryption_version: "v0" });
    givenLocalState(encrypted);
    await expect(bootstrap()).rejects.toThrow(/^state .*states\/dev\/terraform\.tfstate cannot be read: encrypted /);
    expect(readFileSync(join(bench.root, ".smus/bootstrap/dev/fin/states/dev/terraform.tfstate"), "utf8")).toBe(
      encrypted,
    );
  });

  test("takes half a state file for none", async () => {
    bench.givenObject("fin", "some/object", {});
    givenLocalState('{"version": 4, "resour');
    expect(await bootstrap()).toMatchObject({ exitCode: 0, stateLayers: [{ step: "import" }] });
  });
});

describe("a lock in the bucket", () => {
  const state = "smus/dev/fin/foundation/terraform.tfstate";
  beforeEach(() => bench.stacks({ "fin-foundation": [] }));

  test("is removed where a killed run has left it on a workspace that it did not create", async () => {
    bench.givenObject("fin", `${state}.tflock`, { ID: "1", Created: "2026-01-01T00:00:00Z" });
    expect(await bootstrap()).toMatchObject({ exitCode: 0, workspacesCreated: ["fin-foundation"] });
    expect(bench.objects("fin")).toEqual(["bootstrap/dev.json", state]);
  });

  test("stays where there is a state: somebody may be at work", async () => {
    bench.givenState("fin-foundation", "full").givenObject("fin", `${state}.tflock`, { ID: "1" });
    expect(await bootstrap()).toMatchObject({ exitCode: 0, workspacesCreated: [] });
    expect(bench.objects("fin")).toContain(`${state}.tflock`);
  });
});

test("verifies a state layer without its lock, which a killed run may have left", async () => {
  bench.stacks({ "fin-state": [] }).givenState("fin-state", "full");
  await bootstrap();
  expect(bench.recorded().find(({ command }) => command === "plan")?.args).toContain("-lock=false");
});

test("imports bucket, key and alias when the bucket exists and its state is lost", async () => {
  bench.givenObject("fin", "some/object", {});
  bench.scenario({ fin: { apply: [{ kill: "after" }] } });
  await bootstrap();
  const imports = JSON.parse(
    readFileSync(join(bench.root, ".smus/bootstrap/dev/fin/bootstrap_import.tf.json"), "utf8"),
  ) as object;
  expect(imports).toEqual({
    data: { aws_kms_alias: { bootstrap: { name: "alias/x-state" } } },
    import: [
      { to: "aws_s3_bucket.B", id: "x-tfstate-fin" },
      { to: "aws_kms_alias.A", id: "alias/x-state" },
      { to: "aws_kms_key.K", id: "${data.aws_kms_alias.bootstrap.target_key_id}" },
    ],
  });
  expect(findImportable(readStacks(join(bench.root, "cdktf.out"))[0])).toMatchObject({
    key: { address: "aws_kms_key.K" },
  });
});

test("applies no import that would replace or delete what exists", async () => {
  bench.givenObject("fin", "some/object", {});
  const change = { resource: { addr: "aws_s3_bucket.B" }, action: "replace" };
  bench.scenario({ fin: { plan: [{ lines: [{ type: "planned_change", change }] }] } });
  expect(await bootstrap()).toMatchObject({
    exitCode: 1,
    failures: [{ errors: [{ detail: expect.stringContaining("aws_s3_bucket.B") as string }] }],
  });
  expect(commandsOf("fin")).not.toContain("apply");
});

test("prepares stacks in Terraform Cloud, also in directories that had another backend before", async () => {
  bench.stacks({ "fin-foundation": [] }).givenState("fin-state", "full");
  await bootstrap();
  bench.stacks({ "fin-foundation": [] }, "cloud");
  expect(await bootstrap()).toMatchObject({ exitCode: 0, workspacesCreated: ["fin-foundation"] });
});

test("refuses a bucket whose state layer belongs to another stage", async () => {
  bench.givenState("fin-state", "full", "prod");
  await expect(bootstrap()).rejects.toThrow("was made by stage prod");
});

test("refuses a stage whose domain's stage was not bootstrapped, naming the command", async () => {
  bench.stacks({ "fin-foundation": [], "gov-sharing": ["ops-domain@hub"] });
  await expect(bootstrap()).rejects.toThrow(
    'stage "hub" was not bootstrapped (stage "dev" joins its domain); run: npm run bootstrap -- --stage hub',
  );
});
