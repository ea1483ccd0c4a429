import { loadAllStages } from "../../configuration";
import type { Completeness, CompletenessRequest, IncompleteAsset } from "../../contracts/control-plane";
import { stackId } from "../../contracts/layers";
import type { ShownPlan } from "../../formats/terraform-show";
import { type Invoke, invokeThrough, lookAtStack, providerOf, type StackProvider } from "../drift";
import { functionNameIn, knownOutputs, object, text } from "../drift/plan-contents";
import { configuredAssets, type ConfiguredAsset } from "./configured-assets";
import { messageOf, RunnerError } from "../errors";
import type { RunOptions, Session } from "../session";
import { formatError } from "../summary";

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
  // A plan of the inventories knows the projects, too.
  const layer = configured.some(({ assets }) => Object.keys(assets).length > 0) ? "inventory" : "projects";
  const stack = stackId({ account: stage.governance.key, layer });
  return lookAtStack(
    options,
    { stack, folder: "catalog", title: "catalog check" },
    async ({ json, errors }, session) => {
      // What a plan that failed half-way has read is not all there is.
      if (json === undefined || errors.length > 0)
        throw new RunnerError(errors.map((error) => formatError(error, "")).join("\n"));
      const reader = readerOf(session, json, invoke);
      const said = configuredAssets(json);
      const ids = object(knownOutputs(json).projectIds);
      const projects: ProjectCompleteness[] = [];
      for (const { key, name } of configured) {
        const found = await readProject(reader, json, text(ids[key]));
        projects.push({ project: key, name, ...found, configured: said.get(key) ?? [] });
      }
      return { stage: stage.name, projects, exitCode: exitCodeOf(projects) };
    },
  );
}

function readerOf(session: Session, plan: ShownPlan, invoke: CatalogCheckOptions["invoke"]): Invoke {
  const provider = providerOf(session.stacks[0]);
  const name = functionNameIn(plan);
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
