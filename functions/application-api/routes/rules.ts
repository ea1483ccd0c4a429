import { z } from "zod";
import { accessFacts, decisionText, evaluateAccess } from "../../../governance/access-rules";
import { noQuery } from "./paging";
import { apiRoute, KNOWN } from "./route";

const decision = z.looseObject({
  version: z.string().describe("Hash of the rules."),
  outcome: z.enum(["approve", "reject", "hold"]),
  rule: z.string().optional().describe("Id of the rule that decides; absent where none does."),
  reason: z.string(),
  text: z.string().describe("The decision for people, as `smus rules evaluate` prints it."),
});

/** Dry run of the rules. */
export const evaluateRules = apiRoute({
  method: "POST",
  path: "/rules/evaluation",
  name: "evaluateRules",
  summary: "Ask the rules what they would make of a request with these facts. Nothing is stored or decided.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: noQuery,
  body: z.strictObject({
    facts: accessFacts.describe("Facts of a request, made up or real; what is left out is not known."),
  }),
  answers: decision,
  changes: false,
  handle: ({ body, settings }) => {
    const made = evaluateAccess(settings.rules, body.facts);
    return Promise.resolve({ ...made, text: decisionText(made) });
  },
});
