import { accessFacts, decisionText, evaluateAccess } from "../../governance/access-rules";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { loadAccessRules, RULES_STAGE } from "../options/access-rules";
import { nameOf, parseInput, readInput } from "../options/json-input";

const OPTIONS = {
  stage: RULES_STAGE,
  facts: {
    type: "string",
    value: "file",
    help: "facts of a request as JSON, real or made up; - reads the standard input",
  },
  json: { type: "boolean", help: "print the decision as JSON" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus rules:evaluate`, also written `smus rules evaluate`. */
export const rulesEvaluateCommand: Command = {
  name: "rules:evaluate",
  purpose:
    "Tells what the rules on access to data would decide on a request, by which rule, and why. Asks no AWS account and decides nothing. Exit code: 0 decided or held, 1 error.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const { stage, facts = "-", json = false } = parseOptions(OPTIONS, argv);
    const rules = loadAccessRules(stage, environment);
    const decision = evaluateAccess(rules, parseInput(readInput(facts), accessFacts, nameOf(facts)));
    print(json ? JSON.stringify(decision, undefined, 2) : decisionText(decision));
    return Promise.resolve(0);
  },
};
