import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initCommand } from "../../../cli/commands/init";
import { REGISTRY } from "../../../cli/commands";
import { checkConfiguration } from "../../../configuration";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-starter-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function init(...argv: string[]): Promise<string> {
  const printed: string[] = [];
  const context = { argv, environment: {}, print: (text: string) => void printed.push(text) };
  expect(await initCommand.run(context as never)).toBe(0);
  return printed.join("\n");
}

const read = (file: string): string => readFileSync(join(directory, file), "utf8");

describe("smus init", () => {
  test("writes a repository whose stages have no problem, and says so", async () => {
    const place = join(directory, "Data Platform");
    expect(await init(place)).toMatch(/^ {2}wrote {2}environments\/main\.ts\n[^]*\nnext: .*README\.md$/);
    expect(readdirSync(place).sort()).toEqual([
      ".gitignore",
      "README.md",
      "cdktf.json",
      "environments",
      "package.json",
      "tsconfig.json",
    ]);
    expect(checkConfiguration(join(place, "environments"))).toMatchObject({ problems: [], warnings: [] });
    expect(read("Data Platform/environments/main.ts")).not.toMatch(/Copy this file|SMUS_ENVIRONMENTS_DIR/);
    const { name, scripts, dependencies } = JSON.parse(read("Data Platform/package.json")) as {
      name: string;
      scripts: Record<string, string>;
      dependencies: Record<string, string>;
    };
    expect(name).toBe("data-platform");
    const commands = [...REGISTRY.keys()].filter((command) => command !== "init");
    expect(Object.keys(scripts).sort()).toEqual([...commands, "check"].sort());
    expect(scripts.plan).toBe("smus plan");
    expect(dependencies["smus-cdktf"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("writes pipelines of the system that is asked for", async () => {
    await init(join(directory, "a"), "--pipelines", "gitlab", "--product", "git+ssh://git.example.com/smus.git#v1");
    expect(read("a/.gitlab-ci.yml")).toContain("npm run apply -- --stage main");
    expect(read("a/package.json")).toContain('"smus-cdktf": "git+ssh://git.example.com/smus.git#v1"');
    await init(join(directory, "b"), "--pipelines", "github");
    expect(readdirSync(join(directory, "b/.github/workflows"))).toContain("deploy.yml");
  });

  test("goes into a fresh clone, and refuses a directory that holds other files in one line", async () => {
    mkdirSync(join(directory, ".git"));
    await init(directory);
    writeFileSync(join(directory, "main.tf"), "");
    await expect(Promise.resolve().then(() => init(directory))).rejects.toThrow(
      /^\/.* holds other files \(\.gitignore, README\.md, cdktf\.json, \.\.\.\); name a directory that is empty or not there yet$/,
    );
  });

  test.each([
    [["--pipelines", "jenkins"], /^--pipelines: got "jenkins"; allowed: github, gitlab$/],
    [["somewhere", "--prodct", "x"], /^Unknown option '--prodct'; known options: --product, --pipelines$/],
  ])("refuses %j", async (argv, message) => {
    await expect(Promise.resolve().then(() => init(...argv))).rejects.toThrow(message);
  });
});
