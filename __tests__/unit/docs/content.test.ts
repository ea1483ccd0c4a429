import { readFileSync } from "node:fs";
import path from "node:path";
import { REGISTRY } from "../../../cli/commands";
import { KIND_PROPERTIES } from "../../../contracts/control-plane";
import { ERROR_CODES } from "../../../configuration/problems/error-codes";
import { LAYERS } from "../../../contracts/layers";
import { ERROR_CODES as FUNCTION_ERROR_CODES } from "../../../functions/control-plane/errors";
import { README, withErrorReference } from "../../../tools/generate-error-reference";
import { codeBlocks, pages, ROOT } from "./markdown";

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test("the README lists the error codes as they are", () => {
  const readme = readFileSync(README, "utf8");
  // npm run generate:errors
  expect(readme).toBe(withErrorReference(readme));
});

test("the generator refuses a README without markers", () => {
  expect(() => withErrorReference("# Title\n")).toThrow("lacks the markers");
});

test("the architecture names every kind of the control plane", () => {
  const text = read("docs/architecture.md");
  expect(Object.keys(KIND_PROPERTIES).filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
});

test.each(["README.md", "docs/architecture.md"])("%s has a row for every layer, in apply order", (file) => {
  const rows = [...read(file).matchAll(/^\| `([a-z]+)` +\|/gm)].map(([, layer]) => layer);
  expect(rows).toEqual([...LAYERS]);
});

test("every pitfall is answered, 1 to 47", () => {
  const rows = [...read("docs/pitfalls.md").matchAll(/^\| (\d+) +\|(.*)$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
  const verdict = /\*\*(Avoids|Checks|Waits|Documents|Open|Not ours)\b/i;
  expect(rows.filter(([, , row]) => !verdict.test(row)).map(([, number]) => number)).toEqual([]);
});

test("every decision is in the list of decisions", () => {
  const listed = read("docs/decisions/README.md");
  const decisions = pages().filter(({ file }) => /^docs\/decisions\/\d/.test(file));
  expect(decisions.filter(({ file }) => !listed.includes(path.basename(file))).map(({ file }) => file)).toEqual([]);
});

describe.each(pages().map((page) => [page.file, page] as const))("%s", (_, page) => {
  test("names error codes that exist", () => {
    const known = { ...ERROR_CODES, ...FUNCTION_ERROR_CODES };
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
