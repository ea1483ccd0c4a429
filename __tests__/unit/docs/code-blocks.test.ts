import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { checkConfiguration, formatProblems } from "../../../configuration";
import { codeBlocks, pages, ROOT } from "./markdown";

/** Blocks of configuration: what else is TypeScript in the documentation is a sketch. */
const blocks = pages().flatMap((page) =>
  codeBlocks(page)
    .filter(({ language, code }) => language === "ts" && code.includes('"smus-cdktf"'))
    .map(({ code }, index) => ({ name: `${page.file}, block ${index + 1}`, code })),
);

/** The settings that the documentation gives to a directory of stage files beside a clone. */
function documentedSettings(): ts.CompilerOptions {
  const [code] = pages().flatMap((page) =>
    codeBlocks(page)
      .filter(({ language, code: block }) => language === "json" && block.includes('"paths"'))
      .map(({ code: block }) => block),
  );
  const json = JSON.parse(code.replaceAll("<path to this clone>", ROOT)) as object;
  const { options, errors } = ts.parseJsonConfigFileContent(
    { ...json, include: [], files: [__filename] },
    ts.sys,
    tmpdir(),
  );
  expect(errors).toEqual([]);
  return options;
}

/** Diagnostics of sources that import `smus-cdktf`, as an editor in a directory of its own shows them. */
function diagnose(sources: readonly string[]): string[][] {
  const names = sources.map((_, index) => path.join(ROOT, `documentation-${index}.ts`));
  const settings: ts.CompilerOptions = { ...documentedSettings(), noUnusedLocals: false };
  const base = ts.createCompilerHost(settings);
  const text = (file: string): string | undefined => sources[names.indexOf(file)];
  const host: ts.CompilerHost = {
    ...base,
    readFile: (file) => text(file) ?? base.readFile(file),
    fileExists: (file) => names.includes(file) || base.fileExists(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const own = text(file);
      return own === undefined
        ? base.getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, own, languageVersion);
    },
  };
  const program = ts.createProgram(names, settings, host);
  return names.map((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((found) =>
      ts.flattenDiagnosticMessageText(found.messageText, "\n"),
    );
  });
}

describe("blocks of TypeScript in the documentation", () => {
  const mistake = 'import { defineFragment } from "smus-cdktf";\ndefineFragment("state", { backend: "s4" });\n';
  const diagnostics = diagnose([...blocks.map(({ code }) => code), mistake]);

  test("are there", () => {
    expect(blocks.length).toBeGreaterThan(2);
  });

  test.each(blocks.map(({ name }, index) => [name, index] as const))("%s compiles", (_, index) => {
    expect(diagnostics[index]).toEqual([]);
  });

  test("would not compile with a mistake in them", () => {
    expect(diagnostics.at(-1)).toHaveLength(1);
  });

  const stages = blocks.filter(({ code }) => code.includes("export default defineEnvironment("));

  test.each(stages.map(({ name, code }) => [name, code] as const))("%s is a stage without problems", (_, code) => {
    const directory = mkdtempSync(path.join(tmpdir(), "smus-documentation-"));
    try {
      writeFileSync(path.join(directory, "main.ts"), code);
      const { stages: loaded, problems, warnings } = checkConfiguration(directory);
      expect(formatProblems([...problems, ...warnings])).toBe("");
      expect(loaded).toHaveLength(1);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test("show a stage", () => {
    expect(stages).not.toHaveLength(0);
  });
});

test("the minimal sample and the README describe the same organization", () => {
  const sample = readFileSync(path.join(ROOT, "environments/samples/minimal/main.ts"), "utf8");
  const body = (text: string): string => text.slice(text.indexOf("export default")).trim();
  const inReadme = blocks.find(({ name }) => name.startsWith("README.md"));
  expect(body(inReadme?.code ?? "")).toBe(body(sample));
});
