import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { WITNESS_KINDS, WITNESSES } from "../../../packages/emulator/witnesses";
import { VERIFICATION_PAGE, withWitnesses } from "../../../tools/generate-verification-page";

const EMULATOR = path.resolve(__dirname, "../../../packages/emulator");

/** Files of services in which something is decided: an operation is carried out, a type is handled, a call is refused. */
const DECIDES =
  /: Operations =|readonly Operation\[\] = \[\s*\{|operations: \{\s*\n|: ResourceType =|new ServiceError\(|\b(?:validationError|notFound|conflict|accessDenied|unauthorized|quotaExceeded|invalidParameter|resourceNotFound|resourceConflict|unknownShare)\(/;

const deciding = ["services", "code-host"]
  .flatMap((folder) =>
    readdirSync(path.join(EMULATOR, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(folder, name.split(path.sep).join("/")),
    ),
  )
  .filter((name) => name.endsWith(".ts") && !name.includes("witnesses"))
  .filter((name) => DECIDES.test(readFileSync(path.join(EMULATOR, name), "utf8")));

test("every file that decides something has a witness", () => {
  const witnessed = new Set(WITNESSES.map(({ where }) => where));
  expect(deciding.filter((file) => !witnessed.has(file))).toEqual([]);
  expect(deciding.length).toBeGreaterThan(30);
});

test("witnesses have ids of their own, files that exist, and say something", () => {
  const ids = WITNESSES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(WITNESSES.filter(({ where }) => !existsSync(path.join(EMULATOR, where)))).toEqual([]);
  expect(WITNESSES.filter(({ behaviour }) => !/^\S.*[.`)]$/.test(behaviour)).map(({ id }) => id)).toEqual([]);
  expect(WITNESSES.filter(({ source }) => source === "").map(({ id }) => id)).toEqual([]);
});

describe("the page of what is verified", () => {
  const page = readFileSync(VERIFICATION_PAGE, "utf8");

  it("is what the witnesses say", () => {
    // npm run generate:verification
    expect(page).toBe(withWitnesses(page));
  });

  it("counts each kind, and lists what is assumed and nothing else", () => {
    const where = "services/x.ts";
    const witnesses = WITNESS_KINDS.map((kind) => ({
      id: kind,
      kind,
      behaviour: `It is ${kind}.`,
      source: "s",
      where,
    }));
    const written = withWitnesses(page, witnesses);
    expect(written).toContain("The emulator's 5 stated behaviours");
    for (const kind of WITNESS_KINDS) expect(written).toMatch(new RegExp(`\\| ${kind} +\\| 1 `));
    expect(written).toContain("It is assumed.");
    expect(written).not.toContain("It is measured.");
  });

  it("refuses a page without markers", () => {
    expect(() => withWitnesses("# Title\n")).toThrow("lacks the markers");
  });
});
