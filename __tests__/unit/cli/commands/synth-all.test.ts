import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthAllCommand } from "../../../../cli/commands/synth-all";
import type { CommandContext } from "../../../../cli/frame";
import { Interruption } from "../../../../runner/terraform";

const directory = mkdtempSync(join(tmpdir(), "smus-all-"));
const environments = join(directory, "environments");
const out = join(directory, "out");
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function writeStage(name: string, accounts: readonly string[], more = ""): void {
  const members = accounts.map((key, index) => `${JSON.stringify(key)}: { id: "${200000000000 + index}" }`);
  writeFileSync(
    join(environments, `${name}.ts`),
    `import { defineEnvironment } from "smus-cdktf";
     export default defineEnvironment({
       organization: { namePrefix: "all" },
       state: { backend: "local", directory: "states" },
       governanceAccount: "governance",
       accounts: { governance: { id: "${name === "north" ? "111111111111" : "111111111112"}" }, ${members.join(", ")} },
       domain: { name: "${name}", region: "us-east-1" },${more}
     });`,
  );
}

/** Runs the command. @returns what it prints */
async function run(...argv: string[]): Promise<string[]> {
  const printed: string[] = [];
  const environment = { ...process.env, SMUS_ENVIRONMENTS_DIR: environments };
  const print = (text: string) => void printed.push(text);
  const interruption = new Interruption();
  const context = { argv, environment, interruption, print } as unknown as CommandContext;
  expect(await synthAllCommand.run(context)).toBe(0);
  return printed;
}

describe("npm run synth:all", () => {
  beforeAll(() => mkdirSync(environments));
  beforeEach(() => {
    writeStage("north", ["one", "two"]);
    writeStage("south", []);
  });

  test("writes every stage, and nothing of a stack that is gone", async () => {
    expect(await run("--out", out)).toEqual([
      `north: 4 stacks in ${join(out, "north")}`,
      `south: 2 stacks in ${join(out, "south")}`,
    ]);
    const stacks = join(out, "north", "stacks");
    expect(readdirSync(stacks)).toContain("two-foundation");
    writeStage("north", ["one"]);
    expect(await run("--out", out, "--stage", "north")).toEqual([`north: 3 stacks in ${join(out, "north")}`]);
    expect(readdirSync(stacks).sort()).toEqual(["governance-domain", "governance-foundation", "one-foundation"]);
    expect(existsSync(join(out, "south", "manifest.json"))).toBe(true);
  });

  test.each([
    [["--stage", "north"], /^where to\? pass --out <dir>/],
    [["--out", ""], /^where to\?/],
    [["--out", out, "--stage", "east"], /^there is no stage "east"; stages: north, south$/],
  ])("refuses %j", async (argv, message) => {
    await expect(run(...argv)).rejects.toThrow(message);
  });

  test("refuses a file in place of the directory", async () => {
    await expect(run("--out", join(environments, "north.ts"))).rejects.toThrow(/EEXIST.*north\.ts/);
  });

  test("says what is wrong with a configuration, and writes nothing", async () => {
    writeStage("south", [], " profiles: 5,");
    const elsewhere = join(directory, "elsewhere");
    await expect(run("--out", elsewhere)).rejects.toThrow(/profiles/);
    expect(existsSync(elsewhere)).toBe(false);
  });
});
