import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { errorText, parseOptions, parsePositive, usage } from "../../../../cli/frame";

const SPEC = {
  stage: { type: "string", value: "name", help: "the stage" },
  stack: { type: "string", multiple: true, help: "a stack" },
  keep: { type: "boolean", help: "keep it" },
} as const;

describe("parseOptions", () => {
  test("reads values, repeated values and flags", () => {
    expect(parseOptions(SPEC, ["--stage", "dev", "--stack", "a", "--stack=b", "--keep"])).toEqual({
      stage: "dev",
      stack: ["a", "b"],
      keep: true,
    });
  });

  test("leaves out what is not given", () => {
    expect(parseOptions(SPEC, []).stage).toBeUndefined();
  });

  test.each([["--stagee", "dev"], ["dev"], ["--stage"]])("refuses %j and lists the known options", (...argv) => {
    expect(() => parseOptions(SPEC, argv)).toThrow("known options: --stage, --stack, --keep");
  });
});

describe("parsePositive", () => {
  test("accepts whole numbers from 1", () => expect(parsePositive("parallelism", "4")).toBe(4));
  test.each(["0", "-1", "1.5", "many"])("refuses %s", (value) =>
    expect(() => parsePositive("parallelism", value)).toThrow("allowed: a whole number from 1"),
  );
});

test("usage names every option with its help", () => {
  expect(usage({ name: "plan", purpose: "Plans.", options: SPEC })).toContain("--stage <name>  the stage");
});

describe("errorText", () => {
  const thrown = (run: () => void): unknown => {
    try {
      run();
    } catch (error) {
      return error;
    }
    throw new Error("nothing was thrown");
  };

  test("says in one line that a named file cannot be written, and keeps the trace of a mistake of the program", () => {
    const text = errorText(thrown(() => writeFileSync(tmpdir(), "")));
    expect(text).toBe(`EISDIR: illegal operation on a directory, open '${tmpdir()}'`);
    expect(errorText(new TypeError("x is not a function"))).toMatch(/x is not a function\n\s+at /);
  });
});
