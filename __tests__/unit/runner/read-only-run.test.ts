import { existsSync } from "node:fs";
import { join } from "node:path";
import { applyStage, bootstrapStage, destroyStage, planStage, type RunOptions } from "../../../runner";
import { Workbench } from "./support/workbench";

const STACKS = { "fin-foundation": [], "gov-domain": ["fin-foundation"] };
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(STACKS);
  for (const id of Object.keys(STACKS)) bench.givenState(id, "full");
});
afterEach(() => bench.dispose());

const withAccess = (access: string | undefined): RunOptions => {
  const options = bench.options();
  return { ...options, environment: { ...options.environment, SMUS_ACCESS: access } };
};
const planArguments = () =>
  bench
    .recorded()
    .filter(({ command }) => command === "plan")
    .map(({ args }) => args.filter((argument) => argument.startsWith("-lock")));

describe("a run that reads only (SMUS_ACCESS=plan)", () => {
  test("plans every stack without its lock, which the plan role could not write", async () => {
    expect((await planStage(withAccess("plan"))).exitCode).toBe(2);
    expect(planArguments()).toEqual([["-lock=false"], ["-lock=false"]]);
  });

  test.each(["deploy", undefined])("plans under the lock where SMUS_ACCESS is %s", async (access) => {
    await planStage(withAccess(access));
    expect(planArguments()).toEqual([["-lock-timeout=60s"], ["-lock-timeout=60s"]]);
  });

  test("creates no workspace for a stack that has none: it says what to do, as every plan", async () => {
    bench.stacks({ ...STACKS, "fin-projects": [] });
    await expect(planStage(withAccess("plan"))).rejects.toThrow('fin-projects has no workspace "dev"');
    expect(bench.calls().filter((call) => /workspace (new|select)/.test(call))).toEqual([]);
  });

  test.each([
    ["apply", applyStage],
    ["apply that asks", (options: RunOptions) => applyStage({ ...options, ask: () => Promise.resolve("yes") })],
    ["destroy", destroyStage],
    ["bootstrap", bootstrapStage],
  ])("refuses %s before anything is synthesized", async (_, command) => {
    const options = withAccess("plan");
    await expect(command(options)).rejects.toThrow(/^\w+ writes, and SMUS_ACCESS=plan is for runs that only read$/);
    expect(bench.calls()).toEqual([]);
    expect(existsSync(join(options.root ?? "", "environment.json"))).toBe(false);
  });
});
