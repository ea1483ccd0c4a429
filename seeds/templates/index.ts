import { SeedError, type Template } from "../model";
import { DATA_PIPELINE } from "./data-pipeline";
import { LLM_FINE_TUNING } from "./llm-fine-tuning";
import { RAG } from "./rag";
import { REGRESSION } from "./regression";

/** All templates. */
export const TEMPLATES: readonly Template[] = [REGRESSION, LLM_FINE_TUNING, RAG, DATA_PIPELINE];

/** The template of a name. @throws SeedError that lists the names */
export function templateOf(name: string): Template {
  const found = TEMPLATES.find((template) => template.name === name);
  if (found !== undefined) return found;
  const allowed = TEMPLATES.map((template) => template.name).join(", ");
  throw new SeedError([{ path: "template", got: name, allowed, fix: "choose one of them" }]);
}
