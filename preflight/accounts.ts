import { AccountReader } from "../aws/clients/account-reader";
import type { Credentials } from "../aws/client-settings";
import { AssumeRoleError, credentialsOf } from "../aws/credentials";
import { explained } from "../aws/known-texts";
import { createdWorkspaces } from "../configuration/stage-stacks";
import type { ResolvedAccount, Stage } from "../configuration/model";
import { isOptIn } from "../contracts/service/regions";
import { homeRegion, placeOf } from "./landscape";
import type { Notebook } from "./notebook";
import { AccountReads } from "./reads";

/** There are no credentials at all: nothing can be asked. */
export class NoCredentialsError extends Error {
  override readonly name = "NoCredentialsError";
}

/** An account whose role was assumed. */
export interface OpenedAccount {
  readonly account: ResolvedAccount;
  readonly reads: AccountReads;
}

/** Name of the session in CloudTrail. */
const SESSION = "smus-preflight";

/**
 * Assumes Terraform's roles in every account, the deploy role and the plan role, as the runner does. What is read is read with
 * the plan role, where there is one.
 *
 * Where runs have the account's role from the start (Terraform Cloud), nobody has to be able to assume the deploy role.
 *
 * @throws NoCredentialsError
 */
export async function openAccounts(
  stage: Stage,
  environment: NodeJS.ProcessEnv,
  notes: Notebook,
): Promise<OpenedAccount[]> {
  const accounts = new Map([stage.governance, ...Object.values(stage.accounts)].map((each) => [each.id, each]));
  const opened: OpenedAccount[] = [];
  await notes.lookingAtEach(
    [...accounts.values()],
    (account) => placeOf({ account }),
    async (account) => {
      const credentials = await sessionIn(stage, account, environment, notes);
      if (credentials === undefined) return;
      const reader = new AccountReader(credentials, environment);
      opened.push({ account, reads: new AccountReads(reader, homeRegion(stage.environment.organization.partition)) });
    },
  );
  const order = [...accounts.keys()];
  return opened.sort((a, b) => order.indexOf(a.account.id) - order.indexOf(b.account.id));
}

/** Credentials of the first role that can be assumed of those that may read. */
async function sessionIn(
  stage: Stage,
  account: ResolvedAccount,
  environment: NodeJS.ProcessEnv,
  notes: Notebook,
): Promise<Credentials | undefined> {
  const { deployRoleName, planRoleName } = stage.environment.access;
  const plan = planRoleName === undefined ? undefined : await assumed(stage, account, planRoleName, environment);
  if (plan !== undefined && "error" in plan) report(account, plan.error, stage, notes);
  const credentials = plan !== undefined && "credentials" in plan ? plan.credentials : undefined;
  if (credentials !== undefined && runsAsRole(stage)) return credentials;
  const deploy = await assumed(stage, account, deployRoleName, environment);
  if ("credentials" in deploy) return credentials ?? deploy.credentials;
  report(account, deploy.error, stage, notes);
  return credentials;
}

type Assumed = { readonly credentials: Credentials } | { readonly error: AssumeRoleError };

async function assumed(
  { domain, environment: { access, organization } }: Stage,
  account: ResolvedAccount,
  roleName: string,
  environment: NodeJS.ProcessEnv,
): Promise<Assumed> {
  const roleArn = `arn:${organization.partition}:iam::${account.id}:role/${roleName}`;
  // A Region that has to be enabled may not be, and its STS would say so of every role.
  const region = stsRegionOf(domain.region, organization.partition);
  const role = { region, roleArn, externalId: access.externalId };
  const { credentials } = credentialsOf(role, environment, SESSION);
  if (credentials === undefined) throw new Error(`no credentials for ${roleArn}`);
  try {
    if (typeof credentials === "function") await credentials();
    return { credentials };
  } catch (error) {
    if (!(error instanceof AssumeRoleError)) throw error;
    const { cause } = error;
    if (cause instanceof Error && cause.name === "CredentialsProviderError")
      throw new NoCredentialsError(`there are no AWS credentials (${cause.message})`, { cause });
    return { error };
  }
}

function stsRegionOf(region: string, partition: Stage["environment"]["organization"]["partition"]): string {
  return isOptIn(region) ? homeRegion(partition) : region;
}

function report(account: ResolvedAccount, error: AssumeRoleError, stage: Stage, notes: Notebook): void {
  const { externalId } = stage.environment.access;
  notes.found(placeOf({ account }), {
    code: "ROLE_NOT_ASSUMABLE",
    what: explained(error.message.replace(/\s+/g, " ")),
    cure: `create the role and have it trust whoever runs this${externalId === undefined ? "" : " with the external id of access.externalId"}; the caller needs sts:AssumeRole on it`,
    source: "docs/deploy-role.md",
  });
}

function runsAsRole(stage: Stage): boolean {
  const settings = createdWorkspaces(stage);
  return settings !== undefined && settings.executionMode !== "local" && settings.credentials?.from !== "hub";
}
