import { SeedError, type SeedParameters, type SeedProblem, type Template } from "../model";
import { object } from "./shape";
import { USE_CASE, type SeedStage } from "./use-case";

/**
 * Parameters of a template, checked, with defaults.
 *
 * @throws SeedError with every problem at once
 */
export function readParameters(template: Template, value: unknown): SeedParameters {
  const problems: SeedProblem[] = [];
  const report = (problem: SeedProblem): void => void problems.push(problem);
  const read = object({ ...USE_CASE, options: template.options }).read(value, "", report);
  if (read !== undefined) {
    const { build, stages } = read;
    problems.push(...repeatedStages(stages), ...meaningOf(stages), ...placeProblems("build", build));
    problems.push(...buildStageProblems(build, stages));
    stages.forEach((stage, index) => problems.push(...placeProblems(`stages[${index}]`, stage)));
  }
  if (read === undefined || problems.length > 0) throw new SeedError(problems);
  return { ...read, modelPackageGroup: read.modelPackageGroup ?? read.useCase };
}

function repeatedStages(stages: readonly SeedStage[]): SeedProblem[] {
  return stages.flatMap(({ name }, index) => {
    const first = stages.findIndex((other) => other.name === name);
    if (first === index) return [];
    const fix = `rename it: stages[${first}] has this name, and an environment is one stage`;
    return [{ path: `stages[${index}].name`, got: name, allowed: "each name once", fix }];
  });
}

function meaningOf(stages: readonly SeedStage[]): SeedProblem[] {
  return stages.flatMap(({ production, approval }, index) =>
    production && !approval
      ? [
          {
            path: `stages[${index}].approval`,
            got: approval,
            allowed: "true, because production is true",
            fix: "let a person release deployments to production",
          },
        ]
      : [],
  );
}

/** An environment of the build's name must be in the same place: jobs of both repositories look it up by name. */
function buildStageProblems(build: Place & { readonly name: string }, stages: readonly SeedStage[]): SeedProblem[] {
  const index = stages.findIndex(({ name }) => name === build.name);
  if (index < 0) return [];
  return (["account", "region"] as const).flatMap((member) => {
    const got = stages[index][member];
    const fix = `it has the build's name ${build.name}: give it that place, or another name`;
    return got === build[member] ? [] : [{ path: `stages[${index}].${member}`, got, allowed: build[member], fix }];
  });
}

interface Place {
  readonly account: string;
  readonly region: string;
  readonly kmsKey: string | null;
  readonly permissionsBoundary?: string;
  readonly executionRole?: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Names of one place that point to another: the usual mistake of copied lines. */
function placeProblems(path: string, place: Place): SeedProblem[] {
  const problems: SeedProblem[] = [];
  const own = (name: "permissionsBoundary" | "executionRole"): void => {
    const arn = place[name];
    const account = arn?.split(":")[4];
    if (account === undefined || account === place.account || account === "aws") return;
    const allowed = `an ARN of account ${place.account}`;
    problems.push({ path: `${path}.${name}`, got: arn, allowed, fix: "take the one of this stage's account" });
  };
  own("permissionsBoundary");
  own("executionRole");
  const keyRegion = place.kmsKey?.split(":")[3];
  if (keyRegion !== undefined && keyRegion !== place.region) {
    const allowed = `a key in ${place.region}`;
    problems.push({ path: `${path}.kmsKey`, got: place.kmsKey, allowed, fix: "take the key of this stage's Region" });
  }
  if ((place.subnets.length === 0) !== (place.securityGroups.length === 0)) {
    const allowed = "both subnets and securityGroups, or neither";
    problems.push({
      path: `${path}.securityGroups`,
      got: place.securityGroups,
      allowed,
      fix: "give the other one, too",
    });
  }
  return problems;
}
