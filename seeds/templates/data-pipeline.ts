import type { Template } from "../model";
import { TABLE_NAME } from "../parameters/names";
import { choice, object, optional } from "../parameters/shape";
import { buildPipelines, deployPipelines } from "./pipelines";

/** A producer's pipeline that checks data and publishes a table: Spark on AWS Glue, or dbt on Amazon Athena. */
export const DATA_PIPELINE: Template = {
  name: "data-pipeline",
  version: "1.0.0",
  purpose: "checks data and publishes a table; AWS Glue, or dbt on Amazon Athena",
  releases: "data release",
  options: object({
    engine: optional(choice(["glue", "dbt"], "choose what transforms the data"), "glue"),
    database: TABLE_NAME,
    table: TABLE_NAME,
  }),
  sampleOptions: { engine: "glue", database: "sales", table: "orders" },
  repositories: {
    build: {
      folders: [
        { folder: "common" },
        { folder: "data-build" },
        { folder: "data-glue-build", when: ({ engine }) => engine === "glue" },
        { folder: "data-dbt-build", when: ({ engine }) => engine === "dbt" },
      ],
      pipelines: buildPipelines({
        id: "release",
        title: "Release",
        modules: ["pipeline.release"],
        paths: ["src/**", "dbt/**", "settings.json", "usecase.json"],
      }),
    },
    deploy: {
      folders: [{ folder: "common" }, { folder: "deploy" }, { folder: "data-deploy" }],
      pipelines: deployPipelines,
    },
  },
};
