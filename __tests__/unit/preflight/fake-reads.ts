import type { ResolvedAccount, Stage } from "../../../configuration/model";
import type { Check } from "../../../preflight/check";
import { BlueprintTemplates } from "../../../preflight/blueprint-templates";
import type { Finding } from "../../../preflight/finding";
import type { Landscape, SeenAccount } from "../../../preflight/landscape";
import type { LiveDomain } from "../../../preflight/live-domain";
import { Notebook } from "../../../preflight/notebook";
import { AccountReads } from "../../../preflight/reads";

/** Answers of an account by `service:Operation`; an error is thrown, a function is asked. */
export type Answers = Readonly<Record<string, unknown>>;

/** An error of AWS. */
export const fault = (name: string, message = "refused", httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r" } });

/** Reads of an account whose services give these answers. */
export function reads(answers: Answers): AccountReads {
  const client = (service: string) =>
    Promise.resolve({
      send: (command: { input: object }) => {
        const key = `${service}:${command.constructor.name.replace(/Command$/, "")}`;
        if (!Object.hasOwn(answers, key)) throw new Error(`nobody expected ${key}`);
        const found = answers[key];
        const answer = typeof found === "function" ? (found as (input: object) => unknown)(command.input) : found;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
  return new AccountReads({ client: client as never }, "us-east-1");
}

/** An account that can be read, with all Regions of its configuration. */
export function seen(account: ResolvedAccount, answers: Answers, regions: readonly string[]): SeenAccount {
  return { account, reads: reads(answers), regions };
}

/** Findings and remarks of one check about a stage: before its first apply, or with a live domain. */
export async function lookAt(
  check: Check,
  stage: Stage,
  answers: Readonly<Record<string, Answers>>,
  domain?: LiveDomain,
): Promise<{ findings: Finding[]; remarks: string[] }> {
  const accounts = [
    ...new Map([stage.governance, ...Object.values(stage.accounts)].map((each) => [each.id, each])).values(),
  ];
  const regions = [stage.domain.region, ...accounts.flatMap((account) => Object.keys(account.regions))];
  const all = accounts.map((account) => seen(account, answers[account.key] ?? {}, regions));
  const governance = all.find(({ account }) => account.id === stage.governance.id);
  const landscape: Landscape = {
    stage,
    accounts: all,
    governance,
    domain,
    templates: new BlueprintTemplates(),
  };
  const notes = new Notebook(check.name);
  await check.run(landscape, notes);
  return { findings: notes.findings, remarks: notes.remarks };
}
