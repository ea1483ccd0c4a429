import type { App } from "cdktf";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fingerprint, type AppliedRecord } from "../../contracts/applied-record";
import type { StateLocation } from "../../modules/remote-state";
import { SmusStack, type PromotionGateProps, type ReadableState } from "../../stacks/base";
import { synthesizeStack, testingApp } from "../support/synth";
import { write } from "../support/terraform/merged-root";
import { describeWithTerraform, TerraformCli } from "../support/terraform/terraform-cli";
import type { TerraformJson } from "../support/terraform-json";

/** Fingerprints by item, as a record has them. */
type Items = Readonly<Record<string, string>>;

/** A record in a state; of an older version where members are missing. */
type StoredRecord = Partial<AppliedRecord>;

/** Situation in which a plan of `finance-profiles` in stage `prod`, promoted from `dev`, begins. */
interface Situation {
  /** Configuration of the stage. */
  readonly configured: Items;
  /** Items that the gate compares. @default - everything that is configured */
  readonly expected?: Items;
  readonly deliberate?: readonly string[];
  /** Records in the states of both stages; absent where nothing was ever applied. */
  readonly dev?: StoredRecord;
  readonly prod?: StoredRecord;
  readonly override?: PromotionGateProps["override"];
  /** @default true */
  readonly bootstrapped?: boolean;
}

const [A, B, C] = ["a", "b", "c"].map(fingerprint);
const EARLIER = { reason: "INC-1, at night", by: "ada", at: "2026-03-01T02:14:00Z" };

class Profiles extends SmusStack<"profiles"> {
  constructor(app: App, directory: string, { configured, expected, deliberate = [], override }: Situation) {
    super(app, "profiles", {
      address: { account: "finance", layer: "profiles" },
      stage: "prod",
      accountId: "000000000011",
      region: "eu-west-1",
      tags: {},
      state: location(directory, "prod"),
      receipt: { kind: "file", path: join(directory, "bootstrapped") },
      usePathStyle: false,
      promotable: configured,
      promotion: {
        stack: "finance-profiles",
        stage: "prod",
        expected: expected ?? configured,
        notCompared: deliberate,
        source: { stage: "dev", stack: { id: "finance-profiles", state: readable(directory, "dev") } },
        own: readable(directory, "prod"),
        override,
      },
    });
  }
}

function location(directory: string, stage: string): StateLocation {
  return { backend: "local", directory, stage, account: "finance", layer: "profiles" };
}

function stateFile(directory: string, stage: string): string {
  return join(directory, "finance", "profiles", "workspaces", stage, "terraform.tfstate");
}

function readable(directory: string, stage: string): ReadableState {
  const path = stateFile(directory, stage);
  return { location: location(directory, stage), evidence: { kind: "local-state", path } };
}

/** Writes a state with nothing in it but a record. */
function writeRecord(file: string, record: StoredRecord): void {
  const outputs = { applied: { value: record, type: typeOf(record) } };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: file, outputs }));
}

/** Terraform's name of a value's type. */
function typeOf(value: unknown): unknown {
  if (value === null || value === undefined) return "dynamic";
  if (typeof value !== "object") return typeof value;
  return ["object", Object.fromEntries(Object.entries(value).map(([name, member]) => [name, typeOf(member)]))];
}

/** The parts of a stack that need no AWS. */
function guardAndRecord({ locals, data, resource }: TerraformJson): TerraformJson {
  return { locals, data, resource: { terraform_data: resource?.["terraform_data"] ?? {} } };
}

const promotes = (promotable: Items, more: StoredRecord = {}): StoredRecord => ({
  version: "0.1.0",
  content: "of an apply before",
  promotable,
  override: null,
  ...more,
});

describeWithTerraform("the promotion gate in a plan", () => {
  let directory: string;
  let content: string;

  /** Errors of the plan, and what an apply of it would record. */
  const plan = (situation: Situation) => {
    const json = synthesizeStack(new Profiles(testingApp(), directory, situation));
    ({ content } = json.resource?.["terraform_data"]["Applied"]["input"] as AppliedRecord);
    write(directory, guardAndRecord(json));
    for (const stage of ["dev", "prod"] as const) {
      const record = situation[stage];
      if (record !== undefined) writeRecord(stateFile(directory, stage), record);
    }
    if (situation.bootstrapped !== false) writeFileSync(join(directory, "bootstrapped"), "");
    const terraform = new TerraformCli();
    terraform.run(directory, "workspace", "new", "prod");
    const { errors, values } = terraform.plan(directory);
    return { errors, record: values["terraform_data.Applied"]?.["input"] as AppliedRecord | undefined };
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "smus-promotion-gate-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("passes what the source has applied, and records that nothing went past", () => {
    const { errors, record } = plan({ configured: { x: A, y: B }, dev: promotes({ x: A, y: B, more: C }) });
    expect(errors).toEqual([]);
    expect(record).toMatchObject({ promotable: { x: A, y: B }, override: null });
  });

  it("refuses what the source has applied otherwise or not at all, with both fingerprints", () => {
    const { errors } = plan({ configured: { x: A, y: B, z: C }, dev: promotes({ x: A, y: A }) });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(
      "Stack finance-profiles of stage prod would receive what stage dev has not successfully applied: " +
        `y (expected ${B.slice(0, 12)}, applied there: ${A.slice(0, 12)}), ` +
        `z (expected ${C.slice(0, 12)}, applied there: nothing). ` +
        "Apply it there first: npm run apply -- --stage dev --stack finance-profiles. ",
    );
  });

  it("names five items and counts the others", () => {
    const configured = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((number) => [`item${number}`, A]));
    const { errors } = plan({ configured, dev: promotes({}) });
    expect(errors[0]).toContain("item5 (expected");
    expect(errors[0]).toContain("and 2 more");
    expect(errors[0]).not.toContain("item6");
  });

  it("refuses everything while the source was never applied, and says to bootstrap it first", () => {
    const { errors } = plan({ configured: { x: A } });
    expect(errors[0]).toContain("x (expected");
    expect(errors[0]).toContain("First: npm run bootstrap -- --stage dev, npm run apply -- --stage dev");
  });

  it("refuses everything while the source has a state without a record", () => {
    const { errors } = plan({ configured: { x: A }, dev: { version: "0.0.1", content: "older" } });
    expect(errors[0]).toContain("applied there: nothing). Apply it there first");
  });

  it("passes what the stack has applied itself, whatever the source says", () => {
    const { errors } = plan({ configured: { x: A }, dev: promotes({ x: B }), prod: promotes({ x: A }) });
    expect(errors).toEqual([]);
  });

  it("refuses to take away what the source still has", () => {
    const { errors } = plan({ configured: { x: A }, dev: promotes({ x: A, y: B }), prod: promotes({ x: A, y: C }) });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/applied: y \(/);
  });

  it("passes what is taken away after the source, and what only the source has", () => {
    const { errors } = plan({ configured: { x: A }, dev: promotes({ x: A, z: C }), prod: promotes({ x: A, y: B }) });
    expect(errors).toEqual([]);
  });

  it("compares neither deliberate differences nor what is below them, and nothing else", () => {
    const there = { "profiles.own": A, "profiles.own.parameters.one": B };
    const passed = plan({
      configured: {},
      deliberate: ["profiles.own", "pools.${x}"],
      dev: promotes({ ...there, "pools.${x}.y": A }),
      prod: promotes({ ...there, "pools.${x}.y": B }),
    });
    expect(passed.errors).toEqual([]);
  });

  it("does not take a name for that of another that begins alike", () => {
    const both = promotes({ "profiles.owner": A });
    const { errors } = plan({ configured: {}, deliberate: ["profiles.own"], dev: both, prod: both });
    expect(errors[0]).toMatch(/applied: profiles\.owner \(/);
  });

  it("compares names with Terraform's signs in them as text", () => {
    const items = { "profiles.${upper}%{x}": A };
    expect(plan({ configured: items, dev: promotes(items) }).errors).toEqual([]);
  });

  it("has nothing to say before the stage is bootstrapped", () => {
    const { errors } = plan({ configured: { x: A }, bootstrapped: false });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("Stage prod was never bootstrapped");
  });

  describe("with an override", () => {
    const override = { reason: 'INC-2: "${fire}"', by: "bob" };

    it("passes what it would have refused, and records who said so, why and when", () => {
      const { errors, record } = plan({ configured: { x: A }, dev: promotes({ x: B }), override });
      expect(errors).toEqual([]);
      expect(record?.override).toEqual({
        ...override,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/) as string,
      });
    });

    it("records it where it takes away what the source still has", () => {
      const { record } = plan({ configured: {}, dev: promotes({ x: A }), prod: promotes({ x: A }), override });
      expect(record?.override).toMatchObject(override);
    });

    it("records nothing where nothing would have been refused", () => {
      expect(plan({ configured: { x: A }, dev: promotes({ x: A }), override }).record?.override).toBeNull();
    });
  });

  describe("after an override", () => {
    it("keeps its record while the same content is applied", () => {
      const configured = { x: A };
      plan({ configured, dev: promotes(configured), prod: promotes(configured) });
      rmSync(directory, { recursive: true });
      mkdirSync(directory);
      const again = {
        configured,
        dev: promotes(configured),
        prod: promotes(configured, { content, override: EARLIER }),
      };
      expect(plan(again).record?.override).toEqual(EARLIER);
    });

    it("keeps its record while the source has not caught up, with another content, too", () => {
      const prod = promotes({ x: A }, { override: EARLIER });
      expect(plan({ configured: { x: A }, dev: promotes({ x: B }), prod }).record?.override).toEqual(EARLIER);
    });

    it("forgets it with the next content after the source has caught up", () => {
      const prod = promotes({ x: A }, { override: EARLIER });
      expect(plan({ configured: { x: A }, dev: promotes({ x: A }), prod }).record?.override).toBeNull();
    });

    it("replaces it where something else is refused, and keeps it where nothing is", () => {
      const override = { reason: "INC-2, at noon", by: "bob" };
      const prod = promotes({ x: A }, { override: EARLIER });
      const [before, after] = [{ x: A }, { x: C }].map((configured) => {
        const { record } = plan({ configured, dev: promotes({ x: B }), prod, override });
        rmSync(directory, { recursive: true });
        mkdirSync(directory);
        return record?.override;
      });
      expect(before).toEqual(EARLIER);
      expect(after).toMatchObject(override);
    });
  });
});
