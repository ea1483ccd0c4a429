import { join } from "node:path";
import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import { parseStackId } from "../../contracts/layers";
import { PROJECT_VERSION } from "../../contracts/version";
import { loadAllStages, type Stage } from "../../configuration";
import { counterpartsOf, promotableItemsOf, type PromotableItems } from "../../configuration/promotion";
import { runPool } from "../schedule";
import { s3StateStores, type OpenStateStore } from "../state-store";
import { synthesize, type SynthesizedStack } from "../synthesis";
import { compareItems, idleOverrides, stacksOnlyInSource, type StackPair, type StackSide } from "./compare-items";
import { pairOfStages } from "./pair-of-stages";
import { readRecord } from "./recorded";
import type { PromotionReport } from "./report";

/** Input of a comparison of two stages. */
export interface ComparisonOptions {
  /** @default - the stage that `to` is promoted from */
  readonly from?: string;
  readonly to: string;
  /** Directory of the stage files. */
  readonly environments: string;
  /** Repository root: holds `main.ts`. */
  readonly root: string;
  /** Directory that relative paths of the configuration start from. */
  readonly workingDirectory: string;
  /** Directory in which both stages are synthesized, each in a directory of its own. */
  readonly outputDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** @default - S3 with the role that each backend assumes */
  readonly openStateStore?: OpenStateStore;
}

/** States that are read at the same time. */
const PARALLEL_READS = 16;

/**
 * Compares what a stage would receive with what its source has successfully applied.
 *
 * @throws RunnerError where the stages are not connected by a promotion, or states cannot be read
 */
export async function compareStages(options: ComparisonOptions): Promise<PromotionReport> {
  const stages = loadAllStages(options.environments);
  const { target, source } = pairOfStages(options.from, options.to, stages);
  // One after the other: each takes a core.
  const targetStacks = await synthesizeStage(options, target);
  const sourceStacks = await synthesizeStage(options, source);
  const open = options.openStateStore ?? s3StateStores(options.environment);
  const targetSides = await sidesOf(target, stages, targetStacks, open);
  const sourceSides = await sidesOf(source, stages, sourceStacks, open);
  const counterpartOf = counterpartsOf(target, source);
  const pairs = [...targetSides.values()].flatMap((side): StackPair[] => {
    const counterpart = counterpartOf(parseStackId(side.stack));
    if (counterpart === undefined) return [];
    if ("absent" in counterpart) return [{ target: side, source: counterpart }];
    const other = sourceSides.get(`${counterpart.address.account}-${counterpart.address.layer}`);
    return other === undefined ? [] : [{ target: side, source: other }];
  });
  const compared = pairs.map((pair) => compareItems(pair, target, source));
  const entries = [
    ...compared.flatMap((result) => result.entries),
    ...stacksOnlyInSource(sourceSides, counterpartsOf(source, target), target, source),
  ];
  return {
    from: source.name,
    to: target.name,
    versions: { current: PROJECT_VERSION, from: versionsOf(sourceSides), to: versionsOf(targetSides) },
    entries,
    inStep: compared.reduce((sum, result) => sum + result.inStep, 0),
    idleOverrides: idleOverrides(target, entries),
    ok: entries.every(({ status }) => status !== "refused"),
  };
}

function synthesizeStage(options: ComparisonOptions, { name }: Stage): Promise<SynthesizedStack[]> {
  const { root, workingDirectory, outputDirectory, environment } = options;
  return synthesize({ stage: name, root, workingDirectory, outputDirectory: join(outputDirectory, name), environment });
}

async function sidesOf(
  stage: Stage,
  stages: readonly Stage[],
  stacks: readonly SynthesizedStack[],
  open: OpenStateStore,
): Promise<Map<string, StackSide>> {
  // The code of the function is known to the synthesis alone, by its fingerprint.
  const itemsOf = promotableItemsOf(stage, stages, { functionCode: "" });
  const compared = stacks.filter(({ address }) => address.layer !== "state");
  const { results } = await runPool(
    compared,
    async (stack) => sideOf(stack, itemsOf(stack.address), await readRecord(stage.name, stack, open)),
    { parallelism: PARALLEL_READS },
  );
  return new Map(results.filter((side) => side !== undefined).map((side) => [side.stack, side]));
}

function sideOf(stack: SynthesizedStack, items: PromotableItems, record: StackSide["record"]): StackSide {
  const { input } = stack.file.resources.terraform_data[APPLIED_RESOURCE] as {
    input: { promotable: Readonly<Record<string, string>> };
  };
  // In the file `${` in a name is escaped; in the state it is not.
  const configured = Object.entries(input.promotable).map(([item, hash]) => [item.replace(/([$%])\1\{/g, "$1{"), hash]);
  return { stack: stack.id, items, configured: Object.fromEntries(configured) as Record<string, string>, record };
}

function versionsOf(sides: ReadonlyMap<string, StackSide>): string[] {
  return [...new Set([...sides.values()].flatMap(({ record }) => record?.version ?? []))].sort();
}
