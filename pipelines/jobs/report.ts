import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { currentMergeRequest } from "./merge-request";

/** GitHub takes 65536 characters in a comment, GitLab a million. */
const LONGEST = 60000;

/** Text of a report: its heading and the Markdown that an earlier step of the job has written, cut where no comment can hold it. */
export function reportText(title: string, file: string): string {
  // Steps before may have failed before they wrote anything; that is news, too.
  if (!existsSync(file)) return `## ${title}\n\nNothing was written: see the log of the job.`;
  const content = readFileSync(file, "utf8").trimEnd();
  const shown =
    content.length <= LONGEST ? content : `${content.slice(0, LONGEST)}\n\n... cut: the whole is in the log of the job`;
  return `## ${title}\n\n${shown}`;
}

/** Shows a report where people look: on the merge request, in place of an earlier one of this title, and on the page of the run. */
export async function publishReport(title: string, text: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const { GITHUB_STEP_SUMMARY: page } = environment;
  if (page) appendFileSync(page, `${text}\n`);
  await currentMergeRequest(environment)?.comment(`<!-- smus: ${title.replace(/[<>-]+/g, " ")} -->`, text);
}
