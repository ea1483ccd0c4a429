import type { Template } from "../model";
import { choice, object, optional } from "../parameters/shape";
import { buildPipelines, deployPipelines } from "./pipelines";

/** Paths whose change is worth a training. */
export const TRAINING_PATHS = ["src/**", "pipeline/**", "settings.json", "usecase.json"];

/** A model of numbers from columns of a table, served by an endpoint or by a job on a schedule. */
export const REGRESSION: Template = {
  name: "regression",
  version: "1.0.0",
  purpose: "predicts a number from columns of a table; an endpoint, or a batch job on a schedule",
  releases: "model package",
  options: object({
    serving: optional(choice(["endpoint", "batch"], "choose what serves the model in stages"), "endpoint"),
  }),
  sampleOptions: { serving: "endpoint" },
  repositories: {
    build: {
      folders: [{ folder: "common" }, { folder: "model-build" }, { folder: "regression-build" }],
      pipelines: buildPipelines({
        id: "train",
        title: "Train and register",
        modules: ["pipeline.run"],
        paths: TRAINING_PATHS,
      }),
    },
    deploy: {
      folders: [
        { folder: "common" },
        { folder: "deploy" },
        { folder: "model-deploy" },
        { folder: "endpoint-deploy", when: ({ serving }) => serving === "endpoint" },
        { folder: "batch-deploy", when: ({ serving }) => serving === "batch" },
        { folder: "regression-deploy" },
      ],
      pipelines: deployPipelines,
    },
  },
};
