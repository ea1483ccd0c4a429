import type { Template } from "../model";
import { BEDROCK_MODEL, IMAGE } from "../parameters/names";
import { object } from "../parameters/shape";
import { modelBuild, modelDeploy } from "./model-repositories";

/**
 * An assistant that answers from documents (retrieval-augmented generation), served by an endpoint.
 *
 * A version holds index, prompt and code, so that a rollback answers from the documents of its day.
 */
export const RAG: Template = {
  name: "rag",
  version: "1.0.0",
  purpose: "answers questions from documents with foundation models of Amazon Bedrock; an endpoint",
  releases: "model package",
  options: object({ embeddingModel: BEDROCK_MODEL, generationModel: BEDROCK_MODEL, image: IMAGE }),
  sampleOptions: {
    embeddingModel: "amazon.titan-embed-text-v2:0",
    generationModel: "eu.amazon.nova-lite-v1:0",
    image: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/rag-assistant:1",
  },
  repositories: {
    build: modelBuild("rag-build"),
    deploy: modelDeploy("rag-deploy", [{ folder: "endpoint-deploy" }]),
  },
};
