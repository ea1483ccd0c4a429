import { GetDomainCommand } from "@aws-sdk/client-datazone";
import { PATIENT } from "../../aws/client-settings";
import { datazoneReader, type Readers, readersOf } from "../../aws/clients/readers";
import { AssumeRoleError, roleCredentials } from "../../aws/credentials";
import { isDenied } from "../../aws/faults";
import { RunnerError } from "../../runner";
import { reasonOf, UnreadableAccountError } from "./unreadable-account";

/** Clients of one account: only reads are sent through them. */
export interface AccountClients {
  readonly datazone: Pick<Readers["datazone"], "send">;
  readonly ram: Pick<Readers["ram"], "send">;
  readonly iam: Pick<Readers["iam"], "send">;
  readonly codeConnections: Pick<Readers["codeConnections"], "listConnections" | "listHosts" | "listTagsForResource">;
  lakeFormation(region: string): Pick<ReturnType<Readers["lakeFormation"]>, "send">;
}

/** Settings by which accounts are reached. */
export interface AccessOptions {
  /** Region of the domain. */
  readonly region: string;
  /** Role that exists in every account; with its path, if it has one. */
  readonly roleName: string;
  /** @default - none */
  readonly externalId?: string;
  /** @default "aws" */
  readonly partition?: string;
  /** Variables that may name endpoints. @default - AWS's own endpoints */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The clients of an account, through its role. */
export type Access = (accountId: string) => Promise<AccountClients>;

/** Assumes the role in each account: once, and again before its credentials expire. */
export function assumingAccess({
  region,
  roleName,
  externalId,
  partition = "aws",
  environment,
}: AccessOptions): Access {
  const known = new Map<string, Promise<AccountClients>>();
  const assume = async (accountId: string): Promise<AccountClients> => {
    const roleArn = `arn:${partition}:iam::${accountId}:role/${roleName}`;
    const sts = { region, ...PATIENT };
    const credentials = roleCredentials({ roleArn, externalId, sessionName: "smus-adopt", sts });
    const readers = readersOf({ region, credentials, environment });
    try {
      await readers.datazone.config.credentials();
    } catch (error) {
      throw notAssumed(accountId, roleArn, error);
    }
    return readers;
  };
  return (accountId) => {
    const clients = known.get(accountId) ?? assume(accountId);
    known.set(accountId, clients);
    return clients;
  };
}

function notAssumed(accountId: string, roleArn: string, error: unknown): RunnerError {
  const cause = error instanceof AssumeRoleError ? error.cause : error;
  const reason = `${roleArn} cannot be assumed (${reasonOf(cause)})`;
  if (isDenied(cause)) return new UnreadableAccountError(accountId, reason, { cause });
  return new RunnerError(
    `account ${accountId} cannot be read: ${reason}`,
    "run the command with credentials that may assume the role",
    { cause },
  );
}

/** The account that owns the domain, asked with the caller's own credentials. */
export async function owningAccount(domainId: string, region: string): Promise<string> {
  const client = datazoneReader({ region });
  try {
    const { arn = "" } = await client.send(new GetDomainCommand({ identifier: domainId }));
    return arn.split(":")[4] ?? "";
  } catch (cause) {
    if (cause instanceof Error && cause.name === "CredentialsProviderError")
      throw new RunnerError(`there are no AWS credentials (${cause.message})`, undefined, { cause });
    throw new RunnerError(
      `domain ${domainId} is not visible in ${region} with the caller's own credentials (${reasonOf(cause)})`,
      "check the id and the Region; for a domain of another account, name that with --governance-account <id>",
      { cause },
    );
  } finally {
    client.destroy();
  }
}
