import { readFileSync, writeFileSync } from "node:fs";
import { GRANTS_PAGE, grantsPage } from "./grants/grants-page";
import { findings, judgedGrants, staleReasons } from "./grants/judged-grants";
import { recordedGrants } from "./grants/recorded-grants";

/**
 * Adds up what roles did with their permissions in a run of the tests with a real terraform, whose records are in a directory
 * (`SMUS_TEST_GRANTS`), and says what nothing used: `npm run grants -- DIRECTORY [--write]`. `--write` writes `docs/grants.md`.
 * Exit code: 0, 1 with findings.
 */
async function main(): Promise<void> {
  const [directory, option] = process.argv.slice(2);
  if (directory === undefined || ![undefined, "--write"].includes(option))
    throw new Error(
      "npm run grants -- DIRECTORY [--write]: DIRECTORY holds the records of a run with SMUS_TEST_GRANTS",
    );
  const roles = judgedGrants(recordedGrants(directory));
  for (const { kind, used, unused, spare } of roles)
    console.log(
      `${kind}: ${used.length + unused.length} actions, ${used.length} used, ${unused.length} not, ${spare.length} allowed twice`,
    );
  const found = findings(roles);
  const stale = staleReasons(roles);
  for (const line of [...found, ...stale]) console.log(`  ${line}`);
  if (option === "--write") {
    const { format } = await import("prettier"); // only here: jest cannot load it
    const options = { parser: "markdown", printWidth: 120 } as const;
    const text = await format(grantsPage(roles), options);
    if (text !== readFileSync(GRANTS_PAGE, { encoding: "utf8", flag: "a+" })) writeFileSync(GRANTS_PAGE, text);
  }
  // A reason that is out of date is no fault of a run: what one run does not meet, such as an interruption, another one does.
  process.exitCode = found.length > 0 ? 1 : 0;
}

void main();
