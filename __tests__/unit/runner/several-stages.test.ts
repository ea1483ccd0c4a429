import { existsSync, readFileSync } from "node:fs";
import {
  applyStages,
  bootstrapStages,
  destroyStages,
  formatBootstrap,
  Interruption,
  planStages,
  silentReporter,
} from "../../../runner";
import { ofStage, type Reporter } from "../../../runner/progress";
import { openJointRun, StackTasks } from "../../../runner/session";
import { Workbench } from "./support/workbench";

/** `hub` owns the domain, `dev` joins it, `prod` joins it and is promoted from `dev`. */
const STAGES = {
  hub: { "gov-foundation": [], "gov-domain": ["gov-foundation"] },
  dev: {
    "fin-foundation": [],
    "gov-sharing": ["gov-domain@hub"],
    "fin-association": ["fin-foundation", "gov-sharing", "gov-domain@hub"],
  },
  prod: {
    "ops-foundation": ["^fin-foundation@dev"],
    "ops-association": ["ops-foundation", "gov-domain@hub", "^fin-association@dev"],
  },
};
const NAMES = Object.keys(STAGES);
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("hub");
  for (const [stage, stacks] of Object.entries(STAGES)) {
    bench.stacksOf(stage, stacks);
    for (const id of Object.keys(stacks)) bench.givenState(id, "full", stage);
  }
});
afterEach(() => bench.dispose());

const runs = () => NAMES.map((stage) => bench.optionsOf(stage));
const failing = (summary: string) => ({
  exit: 1,
  lines: [{ type: "diagnostic", diagnostic: { severity: "error", summary, detail: "" } }],
});
/** Commands of a kind in the order of their begin, as `<stage> <stack>`. */
const begun = (command: string) =>
  bench
    .recorded()
    .filter((call) => call.command === command)
    .map(({ workspace, name }) => `${workspace} ${name}`);
const statuses = (outcomes: readonly { stage: string; stacks: readonly { stack: string; status: string }[] }[]) =>
  outcomes.flatMap(({ stage, stacks }) => stacks.map(({ stack, status }) => `${stage} ${stack} ${status}`));

describe("StackTasks", () => {
  const waits = async (stacks: Readonly<Record<string, readonly string[]>> = {}) => {
    const options = runs().map((run) => ({ ...run, stacks: stacks[run.stage] }));
    const { sessions } = await openJointRun(options);
    const tasks = new StackTasks(sessions);
    return Object.fromEntries(tasks.all.map((task) => [tasks.nameOf(task), tasks.waitsFor(task).map(tasks.nameOf)]));
  };

  test("waits for what is read, in every stage, and for what a stack is promoted from", async () => {
    expect(await waits()).toEqual({
      "hub/gov-foundation": [],
      "hub/gov-domain": ["hub/gov-foundation"],
      "dev/fin-foundation": [],
      "dev/gov-sharing": ["hub/gov-domain"],
      "dev/fin-association": ["dev/fin-foundation", "dev/gov-sharing", "hub/gov-domain"],
      "prod/ops-foundation": ["dev/fin-foundation"],
      "prod/ops-association": ["prod/ops-foundation", "hub/gov-domain", "dev/fin-association"],
    });
  });

  test("keeps an order that goes through stacks which are not worked on", async () => {
    const chosen = { hub: ["gov-foundation"], dev: ["fin-association"], prod: ["ops-association"] };
    expect(await waits(chosen)).toEqual({
      "hub/gov-foundation": [],
      "dev/fin-association": ["hub/gov-foundation"],
      "prod/ops-association": ["hub/gov-foundation", "dev/fin-association"],
    });
  });

  test("waits for what the manifest names, also where nothing is read", async () => {
    bench.stacksOf("prod", { "ops-state": [], "ops-foundation": [] }, "s3", { "ops-foundation": ["ops-state"] });
    expect(await waits()).toMatchObject({ "prod/ops-foundation": ["prod/ops-state"] });
  });

  test("refuses stages that would be synthesized into the same directory", async () => {
    const same = runs().map((run) => ({ ...run, outputDirectory: undefined }));
    await expect(openJointRun(same)).rejects.toThrow("need an output directory each");
  });
});

describe("applyStages", () => {
  test("applies every stack of every stage after what it waits for, and answers stage by stage", async () => {
    const outcomes = await applyStages(runs());
    expect(outcomes.map(({ stage, exitCode }) => [stage, exitCode])).toEqual(NAMES.map((stage) => [stage, 0]));
    expect(statuses(outcomes)).toEqual(
      Object.entries(STAGES).flatMap(([stage, stacks]) => Object.keys(stacks).map((id) => `${stage} ${id} applied`)),
    );
    const plans = begun("plan");
    const applies = begun("apply");
    const at = (list: readonly string[], entry: string): number => list.indexOf(entry);
    expect(at(applies, "hub gov-domain")).toBeLessThan(at(applies, "dev gov-sharing"));
    expect(at(applies, "dev fin-foundation")).toBeLessThan(at(applies, "prod ops-foundation"));
    expect(at(plans, "prod ops-association")).toBe(plans.length - 1);
  });

  test("begins a stage while another one goes on", async () => {
    bench.scenario({ "gov-foundation": { plan: [{ delay: 1500 }] } });
    await applyStages(runs());
    const calls = bench.recorded().filter(({ command }) => command === "plan" || command === "apply");
    const at = (name: string, command: string): number =>
      calls.findIndex((call) => call.name === name && call.command === command);
    expect(at("ops-foundation", "apply")).toBeLessThan(at("gov-foundation", "apply"));
  });

  test("starts nothing more in any stage after a failure", async () => {
    bench.scenario({ "fin-foundation": { plan: [failing("no")] }, "gov-foundation": { plan: [{ delay: 800 }] } });
    const outcomes = await applyStages(runs());
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
    expect(statuses(outcomes)).toEqual([
      "hub gov-foundation applied",
      "hub gov-domain not started",
      "dev fin-foundation failed",
      "dev gov-sharing not started",
      "dev fin-association not started",
      "prod ops-foundation not started",
      "prod ops-association not started",
    ]);
  });

  test("starts nothing once it is interrupted", async () => {
    const interruption = new Interruption();
    interruption.interrupt();
    const outcomes = await applyStages(runs().map((run) => ({ ...run, interruption })));
    expect(new Set(statuses(outcomes).map((line) => line.split(" ").slice(2).join(" ")))).toEqual(
      new Set(["not started"]),
    );
  });

  test("tells of all stages under one title, each stack with its stage", async () => {
    const told: string[] = [];
    const reporter: Reporter = {
      ...silentReporter,
      begin: (title, count) => told.push(`${title} ${count}`),
      progress: (stack, { phase }) => phase === "apply" && told.push(`${stack} ${phase}`),
      finished: (stack, result) => told.push(`${stack}: ${result}`),
    };
    await applyStages(runs().map((run) => ({ ...run, reporter })));
    expect(told[0]).toBe("apply hub, dev, prod 7");
    expect(told).toContain("dev fin-association apply");
    expect(told.at(-1)).toMatch(/^prod ops-association: /);
    told.length = 0;
    await applyStages([{ ...bench.optionsOf("dev"), reporter }]);
    expect(told[0]).toBe("apply dev 3");
    expect(told.at(-1)).toMatch(/^fin-association: /);
  });
});

describe("planStages", () => {
  test("plans all stages, each with its own answer", async () => {
    bench.scenario({ "*": { plan: [{ exit: 0 }] }, "fin-foundation": { plan: [{ exit: 2 }] } });
    const outcomes = await planStages(runs());
    expect(outcomes.map(({ stage, exitCode }) => [stage, exitCode])).toEqual([
      ["hub", 0],
      ["dev", 2],
      ["prod", 0],
    ]);
  });
});

describe("bootstrapStages", () => {
  const STATES = { hub: "gov-state", dev: "fin-state", prod: "ops-state" };
  beforeEach(() => {
    bench.dispose();
    bench = new Workbench("hub");
    for (const [stage, stacks] of Object.entries(STAGES))
      bench.stacksOf(stage, { [STATES[stage as keyof typeof STATES]]: [], ...stacks });
  });
  const bootstrap = () => bootstrapStages(runs());

  test("counts on owners and sources of promotions that are bootstrapped in the same run", async () => {
    const outcomes = await bootstrap();
    expect(outcomes).toMatchObject(NAMES.map((stage) => ({ stage, exitCode: 0, failures: [] })));
    expect(outcomes.map(({ workspacesCreated }) => workspacesCreated.toSorted())).toEqual(
      Object.values(STAGES).map((stacks) => Object.keys(stacks).sort()),
    );
    expect(bench.objects("gov").filter((key) => key.startsWith("bootstrap/"))).toEqual([
      "bootstrap/dev.json",
      "bootstrap/hub.json",
    ]);
    expect(outcomes[2].receiptsWritten).toHaveLength(3); // its own, and one for each stack that it is promoted from
  });

  test("makes no workspace in any stage where a state layer fails, and says in which", async () => {
    bench.scenario({ fin: { apply: [failing("no")] } });
    const outcomes = await bootstrap();
    expect(outcomes.map(({ exitCode, failures }) => [exitCode, failures.map(({ stack }) => stack)])).toEqual([
      [1, []],
      [1, ["fin-state"]],
      [1, []],
    ]);
    expect(bench.objects("gov").filter((key) => key.startsWith("bootstrap/"))).toEqual([]);
    expect(formatBootstrap(outcomes[1])).toContain("fin-state FAILED");
    bench.scenario({});
    expect((await bootstrap()).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  });

  test("still asks for the receipt of an owner that is not bootstrapped in the same run", async () => {
    const joining = [bench.optionsOf("dev"), bench.optionsOf("prod")];
    await expect(bootstrapStages(joining)).rejects.toThrow(
      'stage "hub" was not bootstrapped (stage "dev" joins its domain)',
    );
  });
});

describe("destroyStages", () => {
  const destroy = (choice: object = {}) => destroyStages(runs(), choice);
  /** Leaves what a destruction leaves: the fake terraform writes no empty states by itself. */
  const emptied = (...stages: (keyof typeof STAGES)[]) => {
    for (const stage of stages) for (const id of Object.keys(STAGES[stage])) bench.givenState(id, "empty", stage);
  };

  test("refuses an owner while another stage, which is not destroyed with it, uses the domain", async () => {
    await expect(destroyStages([bench.optionsOf("hub"), bench.optionsOf("prod")])).rejects.toThrow(
      "owns the domain that dev use",
    );
  });

  test("leaves owners alone where something of the stages that join them stays", async () => {
    bench.scenario({ "ops-foundation": { apply: [failing("no")] } });
    const outcomes = await destroy();
    expect(outcomes.map(({ stage, exitCode }) => [stage, exitCode])).toEqual(
      NAMES.map((stage) => [stage, stage === "dev" ? 0 : 1]),
    );
    expect(statuses(outcomes).slice(0, 2)).toEqual(["hub gov-domain not started", "hub gov-foundation not started"]);
    expect(begun("plan").some((call) => call.startsWith("hub "))).toBe(false);
  });

  test("asks for the name of every stage before anything of any is destroyed", async () => {
    const names = ["dev", "no"];
    await expect(destroy({ ask: () => Promise.resolve(names.shift() ?? "") })).rejects.toThrow(
      'stage "prod": nothing was destroyed',
    );
    expect(begun("apply")).toEqual([]);
  });

  test("destroys those that join at the same time, layer by layer, then the owner", async () => {
    emptied("dev");
    const outcomes = await destroyStages(runs().map((run) => ({ ...run, openStateStore: emptyingStore() })));
    expect(outcomes.map(({ stage, exitCode }) => [stage, exitCode])).toEqual(NAMES.map((stage) => [stage, 0]));
    const applies = begun("apply");
    expect(applies.slice(0, 2).toSorted()).toEqual(["dev fin-association", "prod ops-association"]);
    expect(applies.slice(-2)).toEqual(["hub gov-domain", "hub gov-foundation"]);
  });

  /** A store in which what was destroyed by an apply is gone. */
  function emptyingStore() {
    return ((backend: Parameters<typeof bench.openStateStore>[0]) => {
      if (begun("apply").length > 0) emptied("dev", "prod");
      return bench.openStateStore(backend);
    }) as typeof bench.openStateStore;
  }
});

test("the stage goes before a stack, and before nothing else", () => {
  const told: string[] = [];
  const reporter = ofStage("dev", {
    begin: (title, count) => told.push(`begin ${title} ${count}`),
    progress: (stack, { done }) => told.push(`progress ${stack} ${done}`),
    finished: (stack, result) => told.push(`finished ${stack} ${result}`),
    note: (text) => told.push(`note ${text}`),
    pause: () => {
      told.push("pause");
      return () => told.push("resume");
    },
    end: (complete) => told.push(`end ${complete}`),
  });
  reporter.begin("apply", 1);
  reporter.progress("a-state", { phase: "apply", done: 3, total: 4 });
  reporter.finished("a-state", "done", 1);
  reporter.note("text");
  reporter.pause()();
  reporter.end(true);
  expect(told).toEqual([
    ...["begin apply 1", "progress dev a-state 3", "finished dev a-state done", "note text"],
    ...["pause", "resume", "end true"],
  ]);
});

test("every stage has logs of its own", async () => {
  const outcomes = await applyStages(runs());
  const logs = outcomes.flatMap(({ stacks }) => stacks.map(({ logFile }) => logFile));
  expect(new Set(logs).size).toBe(7);
  expect(logs.every((file) => existsSync(file) && readFileSync(file, "utf8") !== "")).toBe(true);
});
