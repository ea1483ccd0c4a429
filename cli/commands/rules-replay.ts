import { pastDecision, replayDecisions, replayText, type PastDecision } from "../../governance/access-rules";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { loadAccessRules, RULES_STAGE } from "../options/access-rules";
import { nameOf, parseInput, readInput } from "../options/json-input";

const OPTIONS = {
  stage: RULES_STAGE,
  decisions: {
    type: "string",
    value: "file",
    help: "decisions of the past with their facts, one JSON object a line; - reads the standard input",
  },
  json: { type: "boolean", help: "print JSON: each decision of the past and the one of now" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus rules:replay`, also written `smus rules replay`. */
export const rulesReplayCommand: Command = {
  name: "rules:replay",
  purpose:
    "Decides once more on requests of the past, by the rules of the stage files as they are now: what a change of the rules would have changed. Exit code: 0 nothing, 2 a decision would differ, 1 error.",
  options: OPTIONS,
  run({ argv, environment, print }) {
    const { stage, decisions = "-", json = false } = parseOptions(OPTIONS, argv);
    const rules = loadAccessRules(stage, environment);
    const replayed = replayDecisions(rules, readDecisions(decisions));
    print(json ? JSON.stringify(replayed, undefined, 2) : replayText(replayed));
    return Promise.resolve(replayed.some(({ difference }) => difference !== "same") ? 2 : 0);
  },
};

function readDecisions(file: string): PastDecision[] {
  return readInput(file)
    .split("\n")
    .flatMap((line, index) =>
      line.trim() === "" ? [] : [parseInput(line, pastDecision, `${nameOf(file)}, line ${index + 1}`)],
    );
}
