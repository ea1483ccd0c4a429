import { csvText, ndjsonText, tableText } from "../../audit/rendering";
import { REPORTS, type Report, type Row } from "../../governance/reports";
import { RunnerError } from "../../runner/errors";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { LIVE_DOMAIN, readLiveDomain } from "../options/live-domain";

const FORMATS = ["table", "csv", "ndjson", "json"] as const;
type Format = (typeof FORMATS)[number];

const OPTIONS = {
  ...LIVE_DOMAIN,
  format: { type: "string", value: "format", help: `${FORMATS.join(", ")} (default: table)` },
} as const satisfies Record<string, OptionSpec>;

const NAMES = REPORTS.map(({ name }) => name);
/** Reports whose lines are things that somebody has to mend. */
const OF_FINDINGS: readonly string[] = ["orphans", "pending"];

/** The command `smus application:report`, also written `smus application report`. */
export const applicationReportCommand: Command = {
  name: "application:report",
  purpose: `Reads a report out of a domain: ${NAMES.join(", ")}. Asks with the caller's own credentials, and writes nothing. What could not be read is told on standard error. Exit code: 0 read, 2 orphans or something that waits too long was found, 1 error.`,
  options: OPTIONS,
  operands: "<name> [options]",
  async run({ argv, print, ...context }) {
    const [name, ...rest] = argv;
    const report = REPORTS.find((one) => one.name === name);
    if (report === undefined) throw new RunnerError(`which report? got "${name ?? ""}"; reports: ${NAMES.join(", ")}`);
    const { format = "table", ...domain } = parseOptions(OPTIONS, rest);
    if (!isFormat(format)) throw new RunnerError(`--format: got "${format}"; allowed: ${FORMATS.join(", ")}`);
    const { directory } = await readLiveDomain(domain, context);
    for (const { subject, what } of directory.view.gaps) context.display.note(`${subject}: ${what}`);
    const rows = [...report.rows(directory)];
    print(rendered(report, rows, format));
    return OF_FINDINGS.includes(report.name) && rows.length > 0 ? 2 : 0;
  },
};

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

/** A report in a format, without its last line end, which printing adds. */
function rendered(report: Report, rows: readonly Row[], format: Format): string {
  switch (format) {
    case "table":
      return tableText(report, rows);
    case "csv":
      return [...csvText(report, rows)].join("").trimEnd();
    case "ndjson":
      return [...ndjsonText(report, rows)].join("").trimEnd();
    case "json":
      return JSON.stringify({ version: 1, report: report.name, rows }, undefined, 2);
  }
}
