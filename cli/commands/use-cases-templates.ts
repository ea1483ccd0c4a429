import { TEMPLATES } from "../../seeds";
import { parseOptions, type Command, type OptionSpec } from "../frame";

const OPTIONS = {
  json: { type: "boolean", help: "print name, version, purpose and release as JSON" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus use-cases:templates`, also written `smus use-cases templates`. */
export const useCasesTemplatesCommand: Command = {
  name: "use-cases:templates",
  purpose: "Lists the templates of use cases with their versions. Asks nobody. Exit code: 0 listed.",
  options: OPTIONS,
  run({ argv, print }) {
    const { json = false } = parseOptions(OPTIONS, argv);
    const rows = TEMPLATES.map(({ name, version, purpose, releases }) => ({ name, version, purpose, releases }));
    const width = Math.max(...rows.map(({ name }) => name.length));
    const lines = rows.map(({ name, version, purpose }) => `${name.padEnd(width)}  ${version}  ${purpose}`);
    print(json ? JSON.stringify(rows, undefined, 2) : lines.join("\n"));
    return Promise.resolve(0);
  },
};
