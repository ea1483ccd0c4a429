import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useCasesRenderCommand } from "../../../cli/commands/use-cases-render";
import { useCasesTemplatesCommand } from "../../../cli/commands/use-cases-templates";
import type { Command } from "../../../cli/frame";
import { sampleParameters, TEMPLATES, templateOf } from "../../../seeds";

let directory: string;
let out: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "smus-use-cases-"));
  out = join(directory, "out");
});
afterEach(() => rmSync(directory, { recursive: true }));

async function run(command: Command, ...argv: string[]): Promise<string> {
  const printed: string[] = [];
  const code = await command.run({ argv, environment: {}, print: (text: string) => void printed.push(text) } as never);
  expect(code).toBe(0);
  return printed.join("\n");
}

describe("smus use-cases templates", () => {
  it("lists every template with its version", async () => {
    const lines = (await run(useCasesTemplatesCommand)).split("\n");
    expect(lines.map((line) => line.split(/ +/).slice(0, 2))).toEqual(
      TEMPLATES.map(({ name, version }) => [name, version]),
    );
    const json = JSON.parse(await run(useCasesTemplatesCommand, "--json")) as object[];
    expect(json).toHaveLength(TEMPLATES.length);
  });
});

describe("smus use-cases render", () => {
  it("writes both repositories, with the mode of programs, and says which environments they name", async () => {
    const said = await run(useCasesRenderCommand, "--template", "regression", "--out", out);
    expect(said).toContain("environments: test, prod (a person releases)");
    expect(existsSync(join(out, "build/.github/workflows/train.yml"))).toBe(true);
    expect(existsSync(join(out, "deploy/infrastructure/release.tf"))).toBe(true);
    expect(statSync(join(out, "build/check")).mode & 0o777).toBe(0o755);
  });

  it("takes parameters from a file, and a code host", async () => {
    const file = join(directory, "churn.json");
    writeFileSync(file, JSON.stringify({ ...sampleParameters(templateOf("regression")), useCase: "churn" }));
    await run(
      useCasesRenderCommand,
      "--template",
      "regression",
      "--host",
      "gitlab",
      "--parameters",
      file,
      "--out",
      out,
    );
    expect(readFileSync(join(out, "deploy/usecase.json"), "utf8")).toContain('"useCase": "churn"');
    expect(existsSync(join(out, "deploy/.gitlab-ci.yml"))).toBe(true);
    expect(existsSync(join(out, "deploy/.github"))).toBe(false);
  });

  it("overwrites nothing", async () => {
    mkdirSync(out);
    writeFileSync(join(out, "mine.txt"), "mine");
    const again = run(useCasesRenderCommand, "--template", "regression", "--out", out);
    await expect(again).rejects.toThrow("holds other files (mine.txt)");
    expect(existsSync(join(out, "build"))).toBe(false);
  });

  it.each([
    [["--template", "regression"], "give --template and --out"],
    [["--template", "churn", "--out", "x"], 'sample: template: got "churn"; allowed: regression'],
    [["--template", "regression", "--out", "x", "--host", "bitbucket"], 'got "bitbucket"; allowed: github'],
    [["--template", "regression", "--out", "x", "--parameters", "missing.json"], "missing.json cannot be read"],
  ])("refuses %p with what is allowed", async (argv, said) => {
    await expect(async () => run(useCasesRenderCommand, ...argv)).rejects.toThrow(said);
    expect(existsSync("x")).toBe(false);
  });

  it("names the file in front of each problem of its parameters", async () => {
    const file = join(directory, "churn.json");
    writeFileSync(file, JSON.stringify({ ...sampleParameters(templateOf("regression")), useCase: "Churn", team: "" }));
    const refused = async () =>
      run(useCasesRenderCommand, "--template", "regression", "--parameters", file, "--out", out);
    await expect(refused).rejects.toThrow(`${file}: useCase: got "Churn"`);
    await expect(refused).rejects.toThrow(`${file}: team: got ""`);
    writeFileSync(file, "{");
    await expect(refused).rejects.toThrow("is no JSON");
  });
});
