import { DataZoneClient, GetDomainCommand } from "@aws-sdk/client-datazone";
import { IAMClient } from "@aws-sdk/client-iam";
import { LakeFormationClient } from "@aws-sdk/client-lakeformation";
import { RAMClient } from "@aws-sdk/client-ram";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { RunnerError } from "../../runner";
import { isRefusal, reasonOf, UnreadableAccountError } from "./aws-errors";

/** Clients of one account: only reads are sent through them. */
export interface AccountClients {
  readonly datazone: Pick<DataZoneClient, "send">;
  readonly ram: Pick<RAMClient, "send">;
  readonly iam: Pick<IAMClient, "send">;
  lakeFormation(region: string): Pick<LakeFormationClient, "send">;
}

/** How accounts are reached. */
export interface AccessOptions {
  /** Region of the domain. */
  readonly region: string;
  /** Role that exists in every account; with its path, if it has one. */
  readonly roleName: string;
  /** @default - none */
  readonly externalId?: string;
  /** @default "aws" */
  readonly partition?: string;
}

/** The clients of an account, through its role. */
export type Access = (accountId: string) => Promise<AccountClients>;

/** Reads retry with the SDK's adaptive mode: a large domain is thousands of calls. */
const PATIENT = { maxAttempts: 10, retryMode: "adaptive" } as const;

/** Assumes the role in each account, once. */
export function assumingAccess({ region, roleName, externalId, partition = "aws" }: AccessOptions): Access {
  const sts = new STSClient({ region, ...PATIENT });
  const known = new Map<string, Promise<AccountClients>>();
  const assume = async (accountId: string): Promise<AccountClients> => {
    const RoleArn = `arn:${partition}:iam::${accountId}:role/${roleName}`;
    try {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: "smus-adopt", ExternalId: externalId }),
      );
      const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
      return clientsOf(region, {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      });
    } catch (cause) {
      const reason = `${RoleArn} cannot be assumed (${reasonOf(cause)})`;
      if (isRefusal(cause)) throw new UnreadableAccountError(accountId, reason, { cause });
      throw new RunnerError(
        `account ${accountId} cannot be read: ${reason}`,
        "run the command with credentials that may assume the role",
        { cause },
      );
    }
  };
  return (accountId) => {
    const clients = known.get(accountId) ?? assume(accountId);
    known.set(accountId, clients);
    return clients;
  };
}

interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

function clientsOf(region: string, credentials: StaticCredentials): AccountClients {
  return {
    datazone: new DataZoneClient({ region, credentials, ...PATIENT }),
    ram: new RAMClient({ region, credentials, ...PATIENT }),
    iam: new IAMClient({ region, credentials, ...PATIENT }),
    lakeFormation: (lakeRegion) => new LakeFormationClient({ region: lakeRegion, credentials, ...PATIENT }),
  };
}

/** The account that owns the domain, asked with the caller's own credentials. */
export async function owningAccount(domainId: string, region: string): Promise<string> {
  const client = new DataZoneClient({ region, ...PATIENT });
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
