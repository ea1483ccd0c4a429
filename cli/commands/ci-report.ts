import { publishReport, reportText } from "../../pipelines/jobs";
import { parseOptions, UsageError, type Command, type OptionSpec } from "../frame";

const OPTIONS = {
  title: { type: "string", value: "text", help: "heading; a comment with the same title is replaced (required)" },
  file: { type: "string", value: "path", help: "Markdown that was written before (required)" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus ci:report`. */
export const ciReportCommand: Command = {
  name: "ci:report",
  purpose:
    "Writes a Markdown file to the merge request as a comment (GitHub, GitLab), to the page of the run (GitHub), and prints it. " +
    "Exit code: 0, 1.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const { title, file } = parseOptions(OPTIONS, argv);
    if (!title || !file) throw new UsageError("what? pass --title <text> and --file <path>");
    const text = reportText(title, file);
    print(text);
    await publishReport(title, text, environment);
    return 0;
  },
};
