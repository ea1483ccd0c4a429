import type { Stage } from "../model";
import { parseEnvironment } from "../parse";
import { ConfigurationError, isWarning, nearest, problem, show, type Problem } from "../problems";
import { hubOf, resolveStage, stagesBehind } from "../resolve";
import { checkRules, viewOrganization, type OrganizationView, type StageView } from "../rules";
import { readDirectory } from "./files";

/** Findings about an environments directory: its stages, problems and warnings. */
export interface ConfigurationReport {
  /** Names of all stages that have a file, in apply order as far as files could be read. */
  readonly stageNames: readonly string[];
  /** The stages that can be used: those whose files have no problems. In apply order. */
  readonly stages: readonly Stage[];
  /** The same of the whole directory, where only one stage was asked for. */
  readonly organization: readonly Stage[];
  /** Name of each stage's file. */
  readonly files: ReadonlyMap<string, string>;
  /** Everything that is wrong, in the order of files. */
  readonly problems: readonly Problem[];
  /** Everything that is only unwise. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads and checks a whole environments directory. Finds every problem at once; throws for none of them.
 *
 * Nothing is read from the process: the directory comes in as an argument.
 *
 * @param onlyStage - report only what concerns this stage: its file, its domain's, and what they contradict in others
 */
export function checkConfiguration(directory: string, onlyStage?: string): ConfigurationReport {
  const { stages: files, problems: fileProblems } = readDirectory(directory);
  const evaluated = files.filter((file) => "content" in file);
  const parsed = evaluated.map(({ stage, file, content }) => ({ name: stage, file, ...parseEnvironment(content) }));
  const organization = viewOrganization(
    parsed,
    files.map(({ stage }) => stage),
  );
  const shapeProblems = parsed.flatMap(({ file, problems }) => problems.map((shape) => problem({ ...shape, file })));
  const all = [...fileProblems, ...shapeProblems, ...checkRules(organization)];
  const wanted = onlyStage === undefined ? all : all.filter(concerns(onlyStage, organization, files));
  const unknown = onlyStage === undefined ? [] : unknownStage(onlyStage, directory, organization);
  const problems = [...unknown, ...byFile(wanted.filter((entry) => !isWarning(entry)))];
  const stages = usable(
    organization,
    all.filter((entry) => !isWarning(entry)),
  );
  return {
    stageNames: [
      ...new Set([...inApplyOrder(organization.stages).map(({ name }) => name), ...organization.stageNames]),
    ],
    stages: stages.filter(({ name }) => onlyStage === undefined || name === onlyStage),
    organization: stages,
    files: new Map(files.map(({ stage, file }) => [stage, file])),
    problems,
    warnings: byFile(wanted.filter(isWarning)),
  };
}

/**
 * Loads one stage.
 *
 * @throws ConfigurationError with every problem that concerns the stage; problems of unrelated stages do not stop it
 */
export function loadStage(stageName: string, directory: string): Stage {
  return loadStageAmongOthers(stageName, directory).stage;
}

/**
 * Loads one stage, with all stages of the organization that can be used: a file with problems keeps none of the others back.
 *
 * @throws ConfigurationError as `loadStage` does
 */
export function loadStageAmongOthers(
  stageName: string,
  directory: string,
): { readonly stage: Stage; readonly organization: readonly Stage[] } {
  const { stages, organization, problems } = checkConfiguration(directory, stageName);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { stage: stages[0], organization };
}

/**
 * Loads all stages in apply order: owners of domains first, stages with production accounts last, else by name.
 *
 * @throws ConfigurationError with every problem of every file
 */
export function loadAllStages(directory: string): Stage[] {
  const { stages, problems } = checkConfiguration(directory);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return [...stages];
}

/**
 * Names of the stages that have a file, in alphabetical order. Does not check their content.
 *
 * @throws ConfigurationError where the directory cannot be read
 */
export function listStages(directory: string): string[] {
  const { stages, problems } = readDirectory(directory);
  const fatal = problems.filter(({ code }) => code === "DIRECTORY_UNREADABLE");
  if (fatal.length > 0) throw new ConfigurationError(fatal);
  return stages.map(({ stage }) => stage).sort();
}

/** Makes a test that tells whether a problem stands in the way of one stage. */
function concerns(stageName: string, { byName }: OrganizationView, files: readonly { stage: string; file: string }[]) {
  const stage = byName.get(stageName);
  const names = stage === undefined ? [stageName] : stagesBehind(stage, byName);
  const relevant = new Set(files.filter((file) => names.includes(file.stage)).map(({ file }) => file));
  const known = new Set(files.map(({ file }) => file));
  // Problems of the directory and of files that are no stage (yet) belong to nobody, so they concern everybody;
  // those of a fragment concern the stages that import it.
  return ({ file, otherFiles }: Problem): boolean =>
    (!known.has(file) && otherFiles.length === 0) || [file, ...otherFiles].some((name) => relevant.has(name));
}

function unknownStage(stageName: string, directory: string, { stageNames }: OrganizationView): Problem[] {
  if (stageNames.size === 0 || stageNames.has(stageName)) return [];
  const hint = nearest(stageName, stageNames);
  const fix = hint === undefined ? undefined : `did you mean "${hint}"?`;
  const allowed = `one of ${[...stageNames].sort().map(show).join(", ")}`;
  return [problem({ code: "STAGE_UNKNOWN", file: directory, path: ["stage"], got: show(stageName), allowed, fix })];
}

function usable(organization: OrganizationView, problems: readonly Problem[]): Stage[] {
  const broken = new Set(problems.flatMap(({ file, otherFiles }) => [file, ...otherFiles]));
  const sound = ({ file, owner }: StageView): boolean =>
    owner !== undefined && !broken.has(file) && !broken.has(owner.file);
  return inApplyOrder(organization.stages).flatMap((stage) => {
    const behind = stagesBehind(stage, organization.byName).map((name) => organization.byName.get(name));
    if (stage.owner === undefined || !behind.every((other) => other !== undefined && sound(other))) return [];
    return [resolveStage(stage, stage.owner, organization.byName)];
  });
}

/**
 * Owners of domains before those that join them, stages with use cases before those that take part in them, sources of promotions before
 * their targets; otherwise production last, because changes are promoted towards it, and by name.
 */
function inApplyOrder(stages: readonly StageView[]): StageView[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const ordered = new Set<StageView>();
  const underWay = new Set<StageView>();
  const visit = (stage: StageView | undefined): void => {
    // A circle is a problem of its own (rule promotionPathsEnd); the order is then any.
    if (stage === undefined || ordered.has(stage) || underWay.has(stage)) return;
    underWay.add(stage);
    visit(stage.owner);
    visit(hubOf(stage, byName));
    visit(byName.get(stage.environment.promotion?.from ?? ""));
    ordered.add(stage);
  };
  byRank(stages).forEach(visit);
  return [...ordered];
}

function byRank(stages: readonly StageView[]): StageView[] {
  const rank = ({ ownsDomain, environment }: StageView): number =>
    Number(!ownsDomain) * 2 + Number(Object.values(environment.accounts).some(({ production }) => production));
  return stages.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function byFile(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
}
