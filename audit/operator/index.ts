import { GetDomainCommand, ListDomainsCommand } from "@aws-sdk/client-datazone";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { datazoneReader } from "../../aws/clients/readers";
import { ownStsClient } from "../../aws/clients/sts";
import { isDenied, isNotFound, saidBy } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import type { DomainReader } from "../domain";

/** The domain cannot be found with the caller's credentials, or there are none. */
export class UnreadableDomainError extends Error {
  override readonly name = "UnreadableDomainError";
}

/** A domain that an operator reads with credentials of their own. */
export interface OperatorRequest {
  readonly region: string;
  /** Its id; or its name, which is unique in an account. */
  readonly domain: { readonly id: string } | { readonly name: string };
  /** ARNs of roles whose sessions are people. */
  readonly peopleRoles: readonly string[];
  /** Variables that may name endpoints. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Calls at the same time: the service allows eight reads of most a second. */
const CONCURRENCY = 8;

/**
 * Opens a domain for reading, as the caller of the program: no role is assumed, for what the service shows depends on the projects that
 * somebody is a member of.
 *
 * @throws UnreadableDomainError
 */
export async function openDomain({ region, domain, peopleRoles, environment }: OperatorRequest): Promise<DomainReader> {
  const client = () => datazoneReader({ region });
  const clients = {
    ...{ projects: client(), environments: client(), requests: client() },
    ...{ subscriptions: client(), grants: client(), profiles: client() },
  };
  try {
    const { Arn } = await ownStsClient(region, environment).send(new GetCallerIdentityCommand({}));
    const domainId = "id" in domain ? domain.id : await idByName(clients.profiles, domain.name);
    await clients.profiles.send(new GetDomainCommand({ identifier: domainId }));
    return {
      clients,
      domainId,
      concurrency: CONCURRENCY,
      readerArn: Arn,
      peopleRoles,
      clock: () => new Date().toISOString(),
    };
  } catch (error) {
    throw explained(error, domain, region);
  }
}

async function idByName(client: DomainReader["clients"]["profiles"], name: string): Promise<string> {
  const domains = await allPages(
    (nextToken) => client.send(new ListDomainsCommand({ nextToken })),
    ({ items }) => items,
  );
  const [found, ...others] = domains.filter((domain) => domain.name === name);
  if (found?.id === undefined || others.length > 0)
    throw new UnreadableDomainError(`there are ${domains.length} domains`);
  return found.id;
}

function explained(error: unknown, domain: OperatorRequest["domain"], region: string): unknown {
  const what = "id" in domain ? domain.id : `"${domain.name}"`;
  if (error instanceof Error && error.name === "CredentialsProviderError")
    return new UnreadableDomainError(`there are no AWS credentials (${error.message})`, { cause: error });
  if (error instanceof UnreadableDomainError)
    return new UnreadableDomainError(
      `no domain ${what} in ${region} is visible with the caller's own credentials: ${error.message} of other names`,
    );
  if (isDenied(error) || isNotFound(error))
    return new UnreadableDomainError(
      `domain ${what} in ${region} cannot be read with the caller's own credentials: ${saidBy(error)}`,
      { cause: error },
    );
  return error;
}
