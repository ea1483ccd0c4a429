import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { RunnerError } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../../runner/command-line";
import { currentMergeRequest } from "./merge-request";

const OPTIONS = {
  title: { type: "string", value: "text", help: "heading; a comment with the same title is replaced (required)" },
  file: { type: "string", value: "path", help: "Markdown that was written before (required)" },
} as const satisfies Record<string, OptionSpec>;
/** GitHub takes 65536 characters in a comment, GitLab a million. */
const LONGEST = 60000;

/** `npm run ci:report`: shows a summary where people look: on the merge request, and on the page of the run. */
export const reportCommand: Command = {
  name: "ci:report",
  purpose:
    "Writes a Markdown file to the merge request as a comment (GitHub, GitLab), to the page of the run (GitHub), and prints it. " +
    "Exit code: 0, 1.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const { title, file } = parseOptions(OPTIONS, argv);
    if (!title || !file) throw new RunnerError("what? pass --title <text> and --file <path>");
    const text = report(title, file);
    print(text);
    const { GITHUB_STEP_SUMMARY: page } = environment;
    if (page) appendFileSync(page, `${text}\n`);
    await currentMergeRequest(environment)?.comment(`<!-- smus: ${title.replace(/[<>-]+/g, " ")} -->`, text);
    return 0;
  },
};

function report(title: string, file: string): string {
  // Steps before may have failed before they wrote anything; that is news, too.
  if (!existsSync(file)) return `## ${title}\n\nNothing was written: see the log of the job.`;
  const content = readFileSync(file, "utf8").trimEnd();
  const shown =
    content.length <= LONGEST ? content : `${content.slice(0, LONGEST)}\n\n... cut: the whole is in the log of the job`;
  return `## ${title}\n\n${shown}`;
}
