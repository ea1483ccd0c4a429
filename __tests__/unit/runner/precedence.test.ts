import { readdirSync } from "node:fs";
import { join } from "node:path";
import { layerRank, parseStackId, type Layer } from "../../../contracts/layers";
import { loadAllStages, type Stage } from "../../../configuration";
import { keyOf, Precedence, type PlacedStack } from "../../../runner/synthesis";
import { emitted } from "../../support/side";
import { DEPLOY, synthesizeStage } from "../../support/stages";
import type { JsonObject } from "../../../runner/synthesis";

/**
 * Layers that a stack must find applied, by the stack's layer: of its account, of the governance account (whichever
 * stage has it), and of all accounts of its stage. An apply no longer waits for whole layers, so the synthesis has to
 * say all of it.
 */
const NEEDS: Readonly<Record<Layer, Readonly<Partial<Record<"own" | "governance" | "all", readonly Layer[]>>>>> = {
  workspaces: {},
  state: {},
  foundation: { own: ["state"] },
  git: { own: ["state"] },
  domain: { own: ["state", "foundation"] },
  sharing: { governance: ["foundation", "domain"] },
  association: { own: ["state", "foundation"], governance: ["foundation", "domain", "sharing"] },
  profiles: { governance: ["foundation", "domain", "git"], all: ["state", "foundation", "association"] },
  projects: { governance: ["foundation", "domain", "git", "profiles"], all: ["state", "foundation", "association"] },
  catalog: { governance: ["foundation", "domain", "projects"] },
  inventory: { governance: ["foundation", "domain", "projects", "catalog"] },
  application: { governance: ["foundation", "domain", "projects", "catalog"] },
  aiops: { own: ["state", "foundation"], governance: ["foundation", "projects"] },
  automation: { governance: ["foundation", "domain", "projects"], all: ["aiops"] },
};

const ENVIRONMENTS = join(__dirname, "..", "..", "..", "environments");
const SAMPLES = join(ENVIRONMENTS, "samples");
const organizations = [ENVIRONMENTS, ...readdirSync(SAMPLES).map((name) => join(SAMPLES, name))];

function stacksOf(stages: readonly Stage[]): PlacedStack[] {
  return stages.flatMap((stage) => {
    const { stacks, dependencies } = synthesizeStage(stage, stages, DEPLOY);
    return [...stacks].map(([id, root]) =>
      emitted(stage.name, id, root as unknown as JsonObject, dependencies.get(id) ?? []),
    );
  });
}

describe.each(organizations)("%s", (directory) => {
  const stages = loadAllStages(directory);
  const stacks = stacksOf(stages);
  const precedence = new Precedence(stacks);
  const existing = new Set(stacks.map(keyOf));

  /** Keys of everything that comes before a stack, however many stacks are in between. */
  const allBefore = (stack: PlacedStack, seen = new Set<string>()): Set<string> => {
    for (const before of precedence.before(stack)) {
      if (seen.has(keyOf(before))) continue;
      seen.add(keyOf(before));
      allBefore(before, seen);
    }
    return seen;
  };

  /** Keys of the stacks that a stack needs, as far as there are such stacks. */
  const needed = (stack: PlacedStack): string[] => {
    const stage = stages.find(({ name }) => name === stack.stage) as Stage;
    const { account, layer } = parseStackId(stack.id);
    const { own = [], governance = [], all = [] } = NEEDS[layer];
    const wanted = [
      ...own.map((one) => [account, one] as const),
      ...governance.map((one) => [stage.governance.key, one] as const),
      ...Object.keys(stage.accounts).flatMap((key) => all.map((one) => [key, one] as const)),
    ].filter(([key, one]) => !(one === "sharing" && account === key)); // the owner's own account accepts no share
    return wanted
      .flatMap(([key, one]) =>
        [stack.stage, stage.domainStage].map((name) => keyOf({ stage: name, id: `${key}-${one}` })),
      )
      .filter((key) => existing.has(key) && key !== keyOf(stack))
      .filter((key) => layerOf(key) !== "git" || Object.values(stage.profiles).some(({ git }) => git !== undefined))
      .filter((key) => layerOf(key) !== "catalog" || key.startsWith(`${stack.stage}/`) || namesVocabulary(stage))
      .filter((key) => !["sharing", "profiles"].includes(layerOf(key)) || key.startsWith(`${stack.stage}/`));
  };

  test("every stack waits for what it needs, directly or through others", () => {
    const missing = stacks.flatMap((stack) => {
      const before = allBefore(stack);
      return needed(stack).flatMap((key) => (before.has(key) ? [] : [`${keyOf(stack)} does not wait for ${key}`]));
    });
    expect(missing).toEqual([]);
  });

  test("no stack of a stage waits for one of its own or a later layer", () => {
    const backwards = stacks.flatMap((stack) =>
      precedence
        .before(stack)
        .filter(({ stage, id }) => stage === stack.stage && rankOf(id) >= rankOf(stack.id))
        .map((before) => `${keyOf(stack)} waits for ${keyOf(before)}`),
    );
    expect(backwards).toEqual([]);
  });
});

/** A stage that joins a domain waits for its vocabulary where it names something of it. */
function namesVocabulary({ projects }: Stage): boolean {
  return Object.values(projects).some(({ dataSources, assets }) =>
    [...Object.values(dataSources), ...Object.values(assets)].some(
      (holder) => holder.forms.some((form) => "form" in form) || ("terms" in holder && holder.terms.length > 0),
    ),
  );
}

function rankOf(id: string): number {
  return layerRank(parseStackId(id).layer);
}

function layerOf(key: string): Layer {
  return parseStackId(key.slice(key.indexOf("/") + 1)).layer;
}
