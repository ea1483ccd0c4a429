import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REGISTRY } from "../../../cli/commands";
import { KIND_PROPERTIES } from "../../../contracts/control-plane";
import { ERROR_CODES } from "../../../configuration/problems/error-codes";
import { LAYERS } from "../../../contracts/layers";
import { PREFLIGHT_CODES } from "../../../preflight";
import { ERROR_CODES as FUNCTION_ERROR_CODES } from "../../../functions/control-plane/errors";
import { ERROR_REFERENCE_FILE, renderErrorReference } from "../../../tools/generate-error-reference";
import { PAGES, withContractTables } from "../../../tools/generate-contract-tables";
import { REPORTS_PAGE, withReportTables } from "../../../tools/generate-report-reference";
import { codeBlocks, pages, ROOT } from "./markdown";

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test("the page of error codes lists them as they are, and the README links it", () => {
  // npm run generate:errors
  expect(readFileSync(ERROR_REFERENCE_FILE, "utf8")).toBe(renderErrorReference());
  expect(read("README.md")).toContain("(docs/errors.md)");
});

test.each(PAGES)("%s shows kinds, layers and types as their descriptors have them", (page) => {
  // npm run generate:contracts
  expect(read(page)).toBe(withContractTables(read(page)));
});

test("the page of reports has the columns and findings as the code has them", () => {
  // npm run generate:reports
  const page = readFileSync(REPORTS_PAGE, "utf8");
  expect(page).toBe(withReportTables(page));
  expect(() => withReportTables("# Title\n")).toThrow("lacks the markers");
});

test("the generator refuses a page without markers", () => {
  expect(() => withContractTables("# Title\n")).toThrow("lacks markers");
});

test("the architecture names every kind of the control plane", () => {
  const text = read("docs/architecture.md");
  expect(Object.keys(KIND_PROPERTIES).filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
});

test.each(["README.md", "docs/architecture.md"])("%s has a row for every layer, in apply order", (file) => {
  const rows = [...read(file).matchAll(/^\| `([a-z]+)` +\|/gm)].map(([, layer]) => layer);
  expect(rows).toEqual([...LAYERS]);
});

test("the README is short enough to be read", () => {
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(201); // 200 lines, and the end of the last
});

test("every pitfall is answered, 1 to 47", () => {
  const rows = [...read("docs/pitfalls.md").matchAll(/^\| (\d+) +\|(.*)$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
  const verdict = /\*\*(Avoids|Checks|Waits|Documents|Open|Not ours)\b/i;
  expect(rows.filter(([, , row]) => !verdict.test(row)).map(([, number]) => number)).toEqual([]);
});

test("the glossary has at most 30 words, each once, and all of them are in use", () => {
  const words = [...read("docs/glossary.md").matchAll(/^\*\*([^*]+)\*\*:/gm)].map(([, word]) => word);
  expect(words.length).toBeGreaterThan(0);
  expect(words.length).toBeLessThanOrEqual(30);
  expect(new Set(words).size).toBe(words.length);
  const folders = ["configuration", "functions", "modules", "packages", "runner", "sandbox", "stacks", "__tests__"];
  const sources = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
      .map((name) => read(path.join(folder, name))),
  );
  const text = [...sources, ...pages().flatMap((page) => (page.file === "docs/glossary.md" ? [] : [page.text]))]
    .join("\n")
    .toLowerCase();
  expect(words.filter((word) => !new RegExp(`\\b${word.toLowerCase()}`).test(text))).toEqual([]);
});

test("every decision is in the list of decisions", () => {
  const listed = read("docs/decisions/README.md");
  const decisions = pages().filter(({ file }) => /^docs\/decisions\/\d/.test(file));
  expect(decisions.filter(({ file }) => !listed.includes(path.basename(file))).map(({ file }) => file)).toEqual([]);
});

describe.each(pages().map((page) => [page.file, page] as const))("%s", (_, page) => {
  test("names error codes that exist", () => {
    const known = { ...ERROR_CODES, ...PREFLIGHT_CODES, ...FUNCTION_ERROR_CODES };
    const named = [...page.text.matchAll(/\[([A-Z]+(?:_[A-Z]+)+)\]/g)].map(([, code]) => code);
    expect(named.filter((code) => !(code in known))).toEqual([]);
  });

  test("uses options that the commands know", async () => {
    const commands = await Promise.all([...REGISTRY.values()].map((load) => load()));
    const unknown = codeBlocks(page).flatMap(({ code }) =>
      commands.flatMap(({ name, options }) =>
        [...code.matchAll(new RegExp(`(?:npm run ${name} --|smus ${name}) (.*)$`, "gm"))].flatMap(([, line]) =>
          [...line.replace(/#.*/, "").matchAll(/--([a-z-]+)/g)]
            .map(([, option]) => option)
            .filter((option) => !(option in options))
            .map((option) => `${name} --${option}`),
        ),
      ),
    );
    expect(unknown).toEqual([]);
  });

  test("holds no path of one machine", () => {
    expect(page.text.match(/(?<![\w.<{:])\/(?:home|root|Users|work|tmp)\//g) ?? []).toEqual([]);
  });
});
