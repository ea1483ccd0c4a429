import { synthesize } from "../../main";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { chooseStage } from "../options/stage-choice";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "stage to synthesize (default: TF_WORKSPACE)" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus synth`, which `cdktf.json` of an organization's own repository names as its app. */
export const synthCommand: Command = {
  name: "synth",
  purpose:
    "Synthesizes the stacks of a stage into CDKTF_OUTDIR (default: cdktf.out). Exit code: 0 written, 1 problems in the configuration.",
  options: OPTIONS,
  run({ argv, environment }) {
    const { stage } = parseOptions(OPTIONS, argv);
    const chosen = stage === undefined ? {} : { TF_WORKSPACE: chooseStage(stage, environment), SMUS_STAGE: undefined };
    synthesize({ ...environment, ...chosen });
    return Promise.resolve(0);
  },
};
