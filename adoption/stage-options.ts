import { RunnerError } from "../runner";
import type { StageSplit } from "./mapping";

/** Options of the command line about stages and accounts. */
export interface SplitOptions {
  /** `<stage>=<account id>,<account id>,...`, repeatable. */
  readonly stage?: readonly string[];
  /** Stage whose file owns the domain. */
  readonly domainStage?: string;
  /** `<key>=<account id>`, repeatable. */
  readonly account?: readonly string[];
}

const STAGE = /^[a-z][a-z0-9-]*$/;
const KEY = /^[a-z][a-z0-9-]{0,47}$/;
const ACCOUNT = /^\d{12}$/;

/**
 * Distributes accounts over stages. Without `--stage`, one stage has everything.
 *
 * @param members ids of the member accounts that were found
 * @throws RunnerError that names every option that is wrong, and every account that no stage has
 */
export function splitStages(options: SplitOptions, governance: string, members: readonly string[]): StageSplit {
  const accountKeys = parseAccounts(options.account ?? []);
  const named = (options.stage ?? []).map(parseStage);
  const owner = options.domainStage ?? (named.length === 0 ? "main" : "shared");
  if (!STAGE.test(owner) || owner === "default")
    throw new RunnerError(`--domain-stage: got "${owner}"; allowed: ${STAGE.source}, and not "default"`);
  if (named.length === 0) return { owner, accounts: { [owner]: members }, accountKeys };
  const accounts: Record<string, string[]> = { [owner]: [] };
  for (const { stage, ids } of named) accounts[stage] = [...(accounts[stage] ?? []), ...ids];
  const assigned = Object.values(accounts).flat();
  const problems = [
    ...duplicates(assigned).map((id) => `account ${id} is in two stages`),
    ...assigned
      .filter((id) => id === governance)
      .map((id) => `account ${id} owns the domain: it is in stage "${owner}"`),
    ...assigned
      .filter((id) => id !== governance && !members.includes(id))
      .map((id) => `account ${id} has nothing of the domain`),
    ...members.filter((id) => !assigned.includes(id)).map((id) => `account ${id} is in no stage`),
  ];
  if (problems.length > 0)
    throw new RunnerError(
      `--stage: ${problems.join("; ")}`,
      `accounts that were found: ${members.join(", ")}; leave one out with --without <id>`,
    );
  return { owner, accounts, accountKeys };
}

function parseStage(text: string): { stage: string; ids: string[] } {
  const [, stage = "", list = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const ids = list.split(",").map((id) => id.trim());
  if (!STAGE.test(stage) || stage === "default" || ids.some((id) => !ACCOUNT.test(id)))
    throw new RunnerError(`--stage: got "${text}"; allowed: <stage>=<account id>,<account id>,...`);
  return { stage, ids };
}

function parseAccounts(entries: readonly string[]): Record<string, string> {
  const pairs = entries.map((text) => {
    const [, key = "", id = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (!KEY.test(key) || !ACCOUNT.test(id))
      throw new RunnerError(`--account: got "${text}"; allowed: <key>=<account id>, the key in lower case`);
    return [id, key] as const;
  });
  const twice = [...duplicates(pairs.map(([id]) => id)), ...duplicates(pairs.map(([, key]) => key))];
  if (twice.length > 0) throw new RunnerError(`--account: ${twice.join(", ")} twice`);
  return Object.fromEntries(pairs);
}

function duplicates(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
