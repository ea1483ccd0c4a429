import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CHECKS, FIRST_QUESTIONS, PREFLIGHT_CODES } from "../../../preflight";

const ROOT = resolve(__dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/preflight.md"), "utf8");

describe("docs/preflight.md", () => {
  it("has every check with its question, in the order in which they are made", () => {
    const rows = [...PAGE.matchAll(/^\| `([\w-]+)` +\| ([^|]+?) +\| (yes|no) +\|$/gm)].map(
      ([, name, asks, waits]) => `${name}: ${asks} ${waits}`,
    );
    expect(rows).toEqual([
      ...FIRST_QUESTIONS.map(({ name, asks }) => `${name}: ${asks} no`),
      ...CHECKS.map(({ name, asks, after }) => `${name}: ${asks} ${after === "domain" ? "yes" : "no"}`),
    ]);
  });

  it("counts the checks that there are", () => {
    expect(PAGE).toContain(`(${FIRST_QUESTIONS.length + CHECKS.length} checks, `);
    const waiting = CHECKS.filter(({ after }) => after === "domain").map(({ name }) => name);
    expect(PAGE).toContain(`${waiting.length} checks wait for the domain: ${waiting.join(", ")}`);
  });
});

describe("the codes of preflight", () => {
  it("are all used, and each in the files of preflight alone", () => {
    const sources = readdirSync(join(ROOT, "preflight"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && name !== "codes.ts")
      .map((name) => readFileSync(join(ROOT, "preflight", name), "utf8"))
      .join("\n");
    const unused = Object.keys(PREFLIGHT_CODES).filter((code) => !sources.includes(`code: "${code}"`));
    expect(unused).toEqual([]);
  });
});
