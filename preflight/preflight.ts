import type { Stage } from "../configuration/model";
import { openAccounts } from "./accounts";
import { BlueprintTemplates, type FetchText } from "./blueprint-templates";
import { CHECKS, FIRST_QUESTIONS } from "./checks";
import { withEnabledRegions } from "./enabled-regions";
import type { Finding, Waiting } from "./finding";
import type { Landscape } from "./landscape";
import { findDomain } from "./live-domain";
import { Notebook } from "./notebook";

/** Stage to look at, and how. */
export interface PreflightRequest {
  readonly stage: Stage;
  /** Variables with credentials and endpoints. */
  readonly environment: NodeJS.ProcessEnv;
  /** Keys of the accounts to look at. @default - all of the stage */
  readonly accounts?: readonly string[];
  /** Told what is asked. */
  readonly say?: (line: string) => void;
  /** Fetches templates of blueprints. @default - over HTTPS, without credentials */
  readonly fetchText?: FetchText;
}

/** Everything that preflight has found in a stage. */
export interface PreflightReport {
  readonly stage: string;
  /** ISO 8601. */
  readonly readAt: string;
  /** Names of the checks that were made, those that wait among them. */
  readonly checks: readonly string[];
  readonly findings: readonly Finding[];
  readonly waiting: readonly Waiting[];
  /** Sentences about what could not be asked and does not have to be. */
  readonly remarks: readonly string[];
  readonly seconds: number;
  /** 0 nothing was found, 2 something was. */
  readonly exitCode: 0 | 2;
}

/**
 * Asks AWS, reading only, what the next apply of a stage and its first projects would stumble over. All checks are made, whatever
 * the others find; an account that cannot be read is a finding, and the rest is looked at.
 *
 * @throws NoCredentialsError
 */
export async function preflight(request: PreflightRequest): Promise<PreflightReport> {
  const startedAt = Date.now();
  const { stage, environment, say = (): void => undefined } = request;
  const [access, regions, domain] = FIRST_QUESTIONS.map(({ name }) => new Notebook(name));
  say("assuming the roles of all accounts");
  const opened = await openAccounts(narrowed(stage, request.accounts), environment, access);
  const accounts = await withEnabledRegions(stage, opened, regions);
  const governance = accounts.find(({ account }) => account.id === stage.governance.id);
  const live = await findDomain(stage, governance, domain);
  const templates = new BlueprintTemplates(request.fetchText);
  const landscape: Landscape = { stage, accounts, governance, domain: live, templates };
  const notebooks = [access, regions, domain];
  for (const check of CHECKS) {
    const notes = new Notebook(check.name);
    notebooks.push(notes);
    if (check.after === "domain" && live === undefined) {
      notes.waits("the domain");
      continue;
    }
    say(check.asks);
    await check.run(landscape, notes);
  }
  const findings = notebooks.flatMap((notes) => sorted(notes.findings));
  return {
    stage: stage.name,
    readAt: new Date(startedAt).toISOString(),
    checks: notebooks.map(({ check }) => check),
    findings,
    waiting: notebooks.flatMap(({ waiting }) => waiting),
    remarks: notebooks.flatMap(({ remarks }) => remarks),
    seconds: (Date.now() - startedAt) / 1000,
    exitCode: findings.length === 0 ? 0 : 2,
  };
}

/** The stage with some of its accounts only; the one that owns the domain is always asked about the domain. */
function narrowed(stage: Stage, keys: readonly string[] | undefined): Stage {
  if (keys === undefined) return stage;
  const accounts = Object.fromEntries(Object.entries(stage.accounts).filter(([key]) => keys.includes(key)));
  return { ...stage, accounts };
}

/** Accounts are asked at the same time; a report is read, and compared with the one before. */
function sorted(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ accountId, region = "", code, what }: Finding): string => `${accountId} ${region} ${code} ${what}`;
  return [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
