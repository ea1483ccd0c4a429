import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";

/** Names of the stock profile templates; the templates themselves are data in this folder. */
export const TEMPLATE_NAMES = [
  "sql-analytics",
  "all-capabilities",
  "generative-ai-application-development",
  "bring-your-own-role",
  MODEL_GOVERNANCE.template,
] as const;

/** Name of a stock profile template. */
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
