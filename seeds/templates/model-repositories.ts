import type { RepositoryDescription, SeedFolder } from "../model";
import { buildPipelines, deployPipelines } from "./pipelines";

/** Paths whose change is worth a training. */
const TRAINING_PATHS = ["src/**", "pipeline/**", "settings.json", "usecase.json"];

/** The build repository of a model: trains, evaluates and registers with SageMaker Pipelines. */
export function modelBuild(folder: string): RepositoryDescription {
  return {
    folders: [{ folder: "common" }, { folder: "model-build" }, { folder }],
    pipelines: buildPipelines({
      id: "train",
      title: "Train and register",
      modules: ["pipeline.run"],
      paths: TRAINING_PATHS,
    }),
  };
}

/** The deploy repository of a model: runs exactly one version of a model package, on what `serving` brings. */
export function modelDeploy(folder: string, serving: readonly SeedFolder[]): RepositoryDescription {
  return {
    folders: [{ folder: "common" }, { folder: "deploy" }, { folder: "model-deploy" }, ...serving, { folder }],
    pipelines: deployPipelines,
  };
}
