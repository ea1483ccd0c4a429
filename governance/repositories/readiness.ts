import type { UseCasePlace } from "../../contracts/aiops/place";
import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type { UseCaseSettings } from "../../contracts/aiops/settings";
import { parametersOf } from "./parameters";
import { projectReasons, type ProjectView } from "./project";

/** Record of a place, as it was read. */
export type PlaceView =
  | { readonly is: "there"; readonly place: UseCasePlace }
  /** The layer `aiops` was not applied there yet. */
  | { readonly is: "missing" }
  | { readonly is: "unreadable"; readonly said: string }
  /** It is none of this version, or of this place. */
  | { readonly is: "wrong"; readonly problem: string };

/** All that is read of AWS before a repository can be rendered. */
export interface UseCaseView {
  readonly project: ProjectView;
  /** By name of the stage; the build's stage among them. */
  readonly places: Readonly<Record<string, PlaceView>>;
}

/** Parameters of a template, not checked by it yet, or the reasons why there are none. */
export type Readiness =
  | { readonly parameters: object; readonly places: Readonly<Record<string, UseCasePlace>> }
  | { readonly reasons: readonly RepositoryReason[] };

/**
 * Tells whether everything is there that a use case's repositories name: its project really deployed, in the account that was meant, and
 * the place of every stage. All reasons are told at once. Nothing is seeded before: a repository that names half of its stages would be
 * corrected by a merge request a day later.
 */
export function readinessOf(key: string, useCase: UseCaseSettings, { project, places }: UseCaseView): Readiness {
  const reasons = [
    ...projectReasons(useCase, project),
    ...stagesOf(useCase).flatMap((one) => placeReasons(one, places)),
  ];
  if (reasons.length > 0 || project.is !== "there" || project.userRoleArn === undefined) return { reasons };
  const known = Object.fromEntries(
    Object.entries(places).flatMap(([stage, view]) => (view.is === "there" ? [[stage, view.place]] : [])),
  );
  return { parameters: parametersOf(key, useCase, project.userRoleArn, known), places: known };
}

interface NeededStage {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly builds: boolean;
  readonly deploys: boolean;
}

/** Stages of a use case, each once: a consumer is built and deployed in the same one. */
function stagesOf({ build, stages }: UseCaseSettings): NeededStage[] {
  const deploys = ({ name }: { readonly name: string }): boolean => stages.some((stage) => stage.name === name);
  const others = stages.filter(({ name }) => name !== build.name);
  return [
    { ...build, builds: true, deploys: deploys(build) },
    ...others.map((stage) => ({ ...stage, builds: false, deploys: true })),
  ];
}

function placeReasons(stage: NeededStage, places: UseCaseView["places"]): RepositoryReason[] {
  const { name, account, region } = stage;
  const view = Object.hasOwn(places, name) ? places[name] : ({ is: "missing" } as const);
  const about = { stage: name, for: "platform" } as const;
  switch (view.is) {
    case "missing": {
      const text = `The stage ${name} has no record of its place in account ${account}, ${region}`;
      return [{ code: "place-missing", text, fix: `apply the layer aiops of the stage ${name}`, ...about }];
    }
    case "unreadable": {
      const text = `The record of the stage ${name} in account ${account} cannot be read: ${view.said}`;
      const fix = `apply the layer aiops of the stage ${name}, which makes the role that reads it`;
      return [{ code: "place-unreadable", text, fix, ...about }];
    }
    case "wrong":
      return [wrongPlace(stage, view.problem)];
    case "there":
      return problemsOf(stage, view.place).map((problem) => wrongPlace(stage, problem));
  }
}

function wrongPlace({ name }: NeededStage, problem: string): RepositoryReason {
  const text = `The record of the stage ${name} does not fit: ${problem}`;
  const fix = `apply the layers automation and aiops from the same version of the configuration`;
  return { code: "place-wrong", text, fix, stage: name, for: "platform" };
}

function problemsOf(stage: NeededStage, place: UseCasePlace): string[] {
  const problems: string[] = [];
  const same = (what: "account" | "region"): void => {
    if (place[what] !== stage[what])
      problems.push(`${what} is ${place[what]} there, and ${stage[what]} in the settings`);
  };
  same("account");
  same("region");
  if (stage.builds && place.buildRoleArn === null) problems.push("it has no role for builds");
  if (stage.deploys && place.deployRoleArn === null) problems.push("it has no role for deployments");
  if (stage.deploys && place.stateBucket === null) problems.push("it has no bucket for the state of deployments");
  if (stage.deploys && place.permissionsBoundaryArn === null) problems.push("it has no permission boundary");
  return problems;
}
