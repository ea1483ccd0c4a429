import { join } from "node:path";
import { readFileSync } from "node:fs";
import { applyStage, bootstrapStage, destroyStage, Interruption, planStage, type RunOptions } from "../../../runner";
import { DurationHistory, RunDisplay } from "../../../runner/progress";
import { Workbench } from "./support/workbench";

const STACKS = { "fin-foundation": [], "mkt-foundation": [], "gov-domain": ["fin-foundation"] };
const FAILS = {
  exit: 1,
  lines: [{ type: "diagnostic", diagnostic: { severity: "error", summary: "no", detail: "" } }],
};
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(STACKS);
  for (const id of Object.keys(STACKS)) bench.givenState(id, "full");
});
afterEach(() => bench.dispose());

const file = (): string => join(bench.root, ".smus", "durations.json");
const options = (): RunOptions => {
  const reporter = new RunDisplay({ write: () => undefined }, Date.now, new DurationHistory(file()));
  return { ...bench.options(), reporter };
};
/** Names of the runs that were recorded, with the stacks of each that were finished. */
const recorded = (): Record<string, number> => {
  try {
    const runs = JSON.parse(readFileSync(file(), "utf8")) as Record<string, { phases: { finishedAt: number[] }[] }>;
    return Object.fromEntries(Object.entries(runs).map(([name, { phases }]) => [name, phases[0].finishedAt.length]));
  } catch {
    return {};
  }
};
const yes = (): Promise<string> => Promise.resolve("yes");

test("records plans and applies, those that ask once as one run", async () => {
  await planStage(options());
  expect(recorded()).toEqual({ "plan dev: 3": 3 });
  await applyStage({ ...options(), ask: yes });
  expect(recorded()).toEqual({ "plan dev: 3": 3, "apply dev: 3": 3 });
});

test("records an apply that does not ask", async () => {
  await applyStage(options());
  expect(recorded()).toEqual({ "apply dev: 3": 3 });
});

test("records every part of a destruction", async () => {
  const ask = (): Promise<string> => Promise.resolve("dev");
  await destroyStage({ ...options(), ask });
  expect(recorded()).toEqual({ "plan the destruction of dev: 3": 3, "destroy dev: 3": 3 });
});

test("records a bootstrap", async () => {
  bench.stacks({ ...STACKS, "fin-state": [] }).givenState("fin-state", "full");
  await bootstrapStage({ ...options() });
  expect(Object.keys(recorded())).toEqual(["bootstrap dev: 4"]);
});

test("records nothing where a stack fails", async () => {
  bench.scenario({ "fin-foundation": { plan: [FAILS, FAILS, FAILS, FAILS] } });
  expect((await planStage(options())).exitCode).toBe(1);
  expect((await applyStage(options())).exitCode).toBe(1);
  expect((await applyStage({ ...options(), ask: yes })).exitCode).toBe(1);
  expect((await destroyStage({ ...options() })).exitCode).toBe(1);
  expect(recorded()).toEqual({});
});

test("records nothing where somebody declines, or interrupts", async () => {
  await expect(applyStage({ ...options(), ask: () => Promise.resolve("no") })).rejects.toThrow('not "yes"');
  const interruption = new Interruption();
  interruption.interrupt();
  await planStage({ ...options(), interruption });
  expect(recorded()).toEqual({});
});
