import { loadAllStages } from "../../configuration";
import { expectedRights } from "../../configuration/resolve";
import { checkRights, type RightsFinding } from "../../governance/rights";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { LIVE_DOMAIN, readLiveDomain } from "../options/live-domain";
import { JSON_REPORT, removeReport, writeReport } from "../options/report-file";
import { environmentsDirectory } from "../options/stage-choice";

const OPTIONS = { ...LIVE_DOMAIN, json: JSON_REPORT } as const satisfies Record<string, OptionSpec>;

/** The command `smus application:rights`, also written `smus application rights`. */
export const applicationRightsCommand: Command = {
  name: "application:rights",
  purpose:
    "Compares members of standing projects, owners of units and access to data with the configuration, and tells what mends each difference. Asks with the caller's own credentials, and writes nothing. Exit code: 0 no difference, 2 differences, 1 error or something could not be read.",
  options: OPTIONS,
  async run({ argv, environment, display, print }) {
    const { json, ...domain } = parseOptions(OPTIONS, argv);
    removeReport(json);
    const { stage, directory } = await readLiveDomain(domain, { environment, display });
    const expected = expectedRights(stage, loadAllStages(environmentsDirectory(environment)));
    const findings = [...checkRights(directory, expected)];
    const { gaps } = directory.view;
    if (json !== "-") print(rightsText(findings, gaps));
    writeReport(json, `${JSON.stringify({ version: 1, stage: stage.name, findings, gaps }, undefined, 2)}\n`, print);
    // What was not read may differ as well: a report with gaps is never a clean one.
    return findings.length > 0 ? 2 : gaps.length > 0 ? 1 : 0;
  },
};

function rightsText(
  findings: readonly RightsFinding[],
  gaps: readonly { readonly subject: string; readonly what: string }[],
): string {
  return [
    ...findings.flatMap(({ code, subject, what, expected, found, remedy }) => [
      `${subject}: ${what} [${code}]`,
      `    expected: ${expected}; found: ${found}`,
      `    mend: ${remedy}`,
    ]),
    ...gaps.map(({ subject, what }) => `${subject}: not read: ${what}`),
    `${findings.length} ${findings.length === 1 ? "difference" : "differences"}, ${gaps.length} not read`,
  ]
    .map(printable)
    .join("\n");
}

/** Names in a catalog are written by anybody: what would steer the terminal is shown as its code. */
const printable = (line: string): string =>
  line.replace(/\p{Cc}|\p{Bidi_Control}/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
