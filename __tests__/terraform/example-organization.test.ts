import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLife, ROOT } from "../support/life";

/**
 * The promise of the README: in a fresh clone, `npm run sandbox` applies the example organization to a local AWS, plans
 * it again without a change, and `--destroy` leaves nothing. Run as a user runs it, from a clone of the last commit.
 *
 * The longest test of all, about eight minutes on two free cores.
 */
describeLife("the example organization", () => {
  const clone = mkdtempSync(join(tmpdir(), "smus-clone-"));

  beforeAll(() => {
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", ROOT, clone], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it("is applied, planned again without a change, and destroyed to nothing by `npm run sandbox -- --destroy`", () => {
    const log = join(clone, "sandbox.txt");
    const { status } = spawnSync("/bin/sh", ["-c", `npm run sandbox -- --destroy >"${log}" 2>&1`], {
      cwd: clone,
      env: { ...process.env, TF_WORKSPACE: undefined, SMUS_ENVIRONMENTS_DIR: undefined },
    });
    const text = readFileSync(log, "utf8");
    if (status !== 0) throw new Error(`exit code ${status}\n${text.slice(-6000)}`);
    expect(text).toContain("Applied shared, dev, staging, prod; planned again, nothing to do.");
    expect(text).toContain("Destroyed prod, staging, dev, shared; nothing is left");
  });
});
