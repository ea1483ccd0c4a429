import { PROBLEMS, type ProblemCode } from "../../../functions/application-api/http/problem";
import type { Problem } from "../../../portal/api/operations";
import { explain, FaultError, faultOf } from "../../../portal/browser/fault";

const problem = (code: ProblemCode, changes: Partial<Problem> = {}): Problem => ({
  type: `urn:problem:${code}`,
  ...PROBLEMS[code],
  detail: "Do this.",
  code,
  correlationId: "c-1",
  ...changes,
});

const told = (code: ProblemCode, changes?: Partial<Problem>) =>
  explain({ kind: "problem", problem: problem(code, changes) });

test.each(Object.keys(PROBLEMS) as ProblemCode[])("%s is told in the API's words", (code) => {
  const { title, detail } = told(code);
  expect(title).toBe(PROBLEMS[code].title);
  expect(detail).toContain("Do this.");
});

test("each problem offers what helps", () => {
  const remedies = (code: ProblemCode) => told(code).remedies;
  expect(remedies("already-decided")).toEqual(["reload"]);
  expect(remedies("changed-since")).toEqual(["reload"]);
  expect(remedies("not-signed-in")).toEqual(["sign-in"]);
  expect(remedies("not-yours")).toEqual(["begin"]);
  expect(remedies("not-found")).toEqual(["begin"]);
  expect(remedies("service-busy")).toEqual(["retry"]);
  expect(remedies("still-running")).toEqual(["retry"]);
  expect(remedies("not-longer")).toEqual([]);
});

test("who was faster is named", () => {
  const by = (...decidedBy: string[]) => told("already-decided", { decidedBy }).detail.split("\n")[0];
  expect(by("Frida", "Stella")).toBe("Decided by Frida and Stella.");
  expect(by("rule:public-data")).toBe("Decided by rule public-data.");
  expect(by("lapse")).toBe("Decided by nobody in time.");
  expect(by("outside")).toBe("Do this.");
});

test("everything that is wrong with a request is listed", () => {
  const faults = [
    { in: "body", at: "access.columns", message: "the asset has no column x" },
    { in: "body", at: "", message: "is no JSON" },
  ] as const;
  expect(told("invalid-request", { faults }).detail).toContain(
    "• access.columns: the asset has no column x\n• is no JSON",
  );
});

test("operators get the number of their log only where it is theirs to mend", () => {
  expect(told("failed").reference).toBe("c-1");
  expect(told("not-yours").reference).toBeUndefined();
});

test("what is no answer of the API is told as well", () => {
  expect(explain({ kind: "offline" }).remedies).toEqual(["retry"]);
  expect(explain({ kind: "session-over" }).remedies).toEqual(["sign-in"]);
  expect(explain({ kind: "unreadable", status: 429 }).title).toBe("The application is busy");
  expect(explain({ kind: "unreadable", status: 403 }).title).toBe("You may not do this");
  expect(explain({ kind: "unreadable", status: 502 }).detail).toContain("502");
});

test("a mistake of the page is not taken for a fault", () => {
  expect(faultOf(new FaultError({ kind: "offline" }))).toEqual({ kind: "offline" });
  expect(() => faultOf(new TypeError("mistake"))).toThrow("mistake");
});
