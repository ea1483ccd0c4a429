import type { Template } from "../model";
import { IMAGE } from "../parameters/names";
import { object, text } from "../parameters/shape";
import { modelBuild, modelDeploy } from "./model-repositories";

/** A language model that is fine-tuned on conversations with low-rank adapters, served by an endpoint. */
export const LLM_FINE_TUNING: Template = {
  name: "llm-fine-tuning",
  version: "1.0.0",
  purpose: "fine-tunes a language model on conversations; an endpoint",
  releases: "model package",
  options: object({
    baseModel: text(
      /^[A-Za-z0-9][\w./-]{0,120}$/,
      "a name such as publisher/model",
      "write the name under which its publisher knows the base model",
    ),
    licence: text(
      /^[A-Za-z0-9][\w.+-]{0,60}$/,
      "an identifier such as Apache-2.0",
      "write the SPDX identifier of the base model's licence, or a short name of it: every version carries it",
    ),
    trainingImage: IMAGE,
    servingImage: IMAGE,
  }),
  sampleOptions: {
    baseModel: "publisher/base-model",
    licence: "Apache-2.0",
    trainingImage: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/llm-training:1",
    servingImage: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/djl-inference:1",
  },
  repositories: {
    build: modelBuild("llm-build"),
    deploy: modelDeploy("llm-deploy", [{ folder: "no-foundation-models" }, { folder: "endpoint-deploy" }]),
  },
};
