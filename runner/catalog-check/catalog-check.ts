import { loadAllStages } from "../../configuration";
import type { Completeness, CompletenessRequest, IncompleteAsset } from "../../contracts/control-plane";
import { stackId } from "../../contracts/layers";
import { priorResources, type ShownPlan } from "../../formats/terraform-show";
import { type Invoke, invokeThrough, planReadOnly, providerOf, readOnlyOptions, type StackProvider } from "../drift";
import { INVOCATION, knownOutputs, object, text } from "../drift/plan-contents";
import { configuredAssets, type ConfiguredAsset } from "./configured-assets";
import { messageOf, RunnerError } from "../errors";
import { openSession, type RunOptions, type Session } from "../session";
import { formatError } from "../summary";

/** Layers in which projects are made, and in which assets are described. */
const LAYERS = ["projects", "inventory"] as const;

/** Assets of one standing project, and what they lack. */
export interface ProjectCompleteness {
  /** Key in the configuration. */
  readonly project: string;
  readonly name: string;
  /** Number of assets in its inventory. */
  readonly assets: number;
  readonly incomplete: readonly IncompleteAsset[];
  /** Assets that are not as the configuration says. */
  readonly configured: readonly ConfiguredAsset[];
  /** Reason why nothing could be read; absent where it was. */
  readonly unread?: string;
}

/** The assets of a stage's standing projects, beside what rules and the configuration demand of them. */
export interface CatalogReport {
  readonly stage: string;
  readonly projects: readonly ProjectCompleteness[];
  /** 0 all assets are complete and as configured, 2 one is not, 1 a project could not be read. */
  readonly exitCode: 0 | 1 | 2;
}

/** Options of {@link checkCatalog}. */
export interface CatalogCheckOptions extends RunOptions {
  /** Directory of the stage files. */
  readonly environmentsDirectory: string;
  /** @default - through Lambda */
  readonly invoke?: (provider: StackProvider, functionName: string) => Invoke;
}

/**
 * Asks which assets of a stage's standing projects lack what the rules of the domain demand of what is published, and which are not as
 * the configuration says. Rules count as they are in the domain, whoever made them. Writes nothing, and takes the plan role where the
 * configuration names one.
 *
 * @throws RunnerError where nothing can be read
 */
export async function checkCatalog({
  environmentsDirectory,
  invoke,
  ...options
}: CatalogCheckOptions): Promise<CatalogReport> {
  const stage = loadAllStages(environmentsDirectory).find(({ name }) => name === options.stage);
  if (stage === undefined) throw new RunnerError(`there is no stage "${options.stage}"`);
  const configured = Object.values(stage.projects);
  if (configured.length === 0) return { stage: stage.name, projects: [], exitCode: 0 };
  const layers = configured.some(({ assets }) => Object.keys(assets).length > 0) ? LAYERS : LAYERS.slice(0, 1);
  const stacks = layers.map((layer) => stackId({ account: stage.governance.key, layer }));
  const session = await openSession(readOnlyOptions({ ...options, stacks }, "catalog"));
  session.reporter.begin(`catalog check ${session.stage}`, session.stacks.length);
  try {
    const [plan, inventory] = await planned(session, stacks);
    const reader = readerOf(session, plan, invoke);
    const said = inventory === undefined ? undefined : configuredAssets(inventory);
    const ids = object(knownOutputs(plan).projectIds);
    const projects: ProjectCompleteness[] = [];
    for (const { key, name } of configured) {
      const found = await readProject(reader, plan, text(ids[key]));
      projects.push({ project: key, name, ...found, configured: said?.get(key) ?? [] });
    }
    session.reporter.end(true);
    return { stage: stage.name, projects, exitCode: exitCodeOf(projects) };
  } finally {
    session.reporter.end();
  }
}

/** Plans of the stacks, in their order; what a plan that failed half-way has read counts for nothing. */
async function planned(session: Session, ids: readonly string[]): Promise<ShownPlan[]> {
  const plans: ShownPlan[] = [];
  for (const id of ids) {
    const stack = session.stacks.find((candidate) => candidate.id === id);
    if (stack === undefined) continue;
    const { json, errors } = await planReadOnly(session, stack);
    if (json === undefined || errors.length > 0)
      throw new RunnerError(errors.map((error) => formatError(error, "")).join("\n"));
    plans.push(json);
  }
  return plans;
}

function readerOf(session: Session, plan: ShownPlan, invoke: CatalogCheckOptions["invoke"]): Invoke {
  const provider = providerOf(session.stacks[0]);
  const [pair] = priorResources(plan, "managed", INVOCATION);
  const name = text(pair?.values.function_name) || text(knownOutputs(plan).controlPlaneFunctionName);
  return invoke === undefined
    ? invokeThrough(provider, name, session.environment, "smus-catalog-check")
    : invoke(provider, name);
}

async function readProject(
  invoke: Invoke,
  plan: ShownPlan,
  projectId: string,
): Promise<Omit<ProjectCompleteness, "project" | "name" | "configured">> {
  const nothing = { assets: 0, incomplete: [] };
  if (projectId === "") return { ...nothing, unread: "it was not applied yet: npm run apply" };
  const request: CompletenessRequest = {
    action: "completeness",
    domainId: text(knownOutputs(plan).domainId),
    projectId,
  };
  const parts: Completeness[] = [];
  try {
    do parts.push((await invoke({ ...request, nextToken: parts.at(-1)?.nextToken })) as Completeness);
    while (parts.at(-1)?.nextToken !== undefined);
  } catch (error) {
    return { ...nothing, unread: messageOf(error) };
  }
  return {
    assets: parts.reduce((sum, { assets }) => sum + assets, 0),
    incomplete: parts.flatMap(({ incomplete }) => incomplete),
  };
}

/** A project that was not read outweighs what was found: the report is not complete. */
function exitCodeOf(projects: readonly ProjectCompleteness[]): CatalogReport["exitCode"] {
  if (projects.some(({ unread }) => unread !== undefined)) return 1;
  return projects.some(({ incomplete, configured }) => incomplete.length + configured.length > 0) ? 2 : 0;
}
