import type { Template } from "../model";
import { choice, object, optional } from "../parameters/shape";
import { modelBuild, modelDeploy } from "./model-repositories";

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
    build: modelBuild("regression-build"),
    deploy: modelDeploy("regression-deploy", [
      { folder: "no-foundation-models" },
      { folder: "endpoint-deploy", when: ({ serving }) => serving === "endpoint" },
      { folder: "batch-deploy", when: ({ serving }) => serving === "batch" },
    ]),
  },
};
