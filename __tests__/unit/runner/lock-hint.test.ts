import { join } from "node:path";
import { withLockHint } from "../../../runner/stack-operations/lock-hint";
import type { SynthesizedStack } from "../../../runner/synthesis";
import type { Diagnostic } from "../../../runner/terraform";

const LOCKED: Diagnostic = {
  severity: "error",
  summary: "Error acquiring the state lock",
  detail: "Error message: PreconditionFailed\nLock Info:\n  ID:        0b1f-77\n  Path:      bucket/key\n",
  values: [],
};
const stackIn = (kind: "s3" | "cloud"): SynthesizedStack =>
  ({
    directory: join(process.cwd(), "cdktf.out", "stacks", "hub-domain"),
    file: { backend: { kind } },
  }) as SynthesizedStack;

describe("the hint at a lock that was left behind", () => {
  it("is the command that releases it, in the stage's workspace", () => {
    const [{ summary, detail }] = withLockHint({ stage: "dev" }, stackIn("s3"), [LOCKED]);
    expect(summary).toBe(LOCKED.summary);
    expect(detail).toContain(LOCKED.detail);
    expect(detail).toContain("TF_WORKSPACE=dev terraform -chdir=cdktf.out/stacks/hub-domain force-unlock 0b1f-77");
  });

  it("names no workspace where a `cloud` block does", () => {
    const [{ detail }] = withLockHint({ stage: "dev" }, stackIn("cloud"), [LOCKED]);
    expect(detail).toMatch(/release it: terraform -chdir=/);
  });

  it("is not given for other errors", () => {
    const other = { ...LOCKED, summary: "Invalid index" };
    expect(withLockHint({ stage: "dev" }, stackIn("s3"), [other])).toEqual([other]);
  });
});
