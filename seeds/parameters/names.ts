import { text } from "./shape";

/** Address of an image in a registry of Amazon ECR; by digest it is always the same image. */
export const IMAGE = text(
  /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[a-z0-9][a-z0-9._/-]*(:[\w.-]{1,128}|@sha256:[0-9a-f]{64})$/,
  "<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag> or @sha256:<digest>",
  "write the address of an image that the build's role may pull",
);

/** Id of a foundation model of Amazon Bedrock, or of an inference profile of it. */
export const BEDROCK_MODEL = text(
  /^([a-z-]+\.)?[a-z0-9]+\.[a-z0-9][a-z0-9.:-]{0,120}$/,
  "an id such as amazon.titan-embed-text-v2:0 or eu.<model id>",
  "write the id of the model or of a system-defined inference profile, not an ARN",
);

/** Name of a database or a table, as Glue and Athena both take it. */
export const TABLE_NAME = text(
  /^[a-z][a-z0-9_]{0,127}$/,
  "1 to 128 of a-z, 0-9 and _, first a letter",
  "use lower case: Athena knows no other",
);
