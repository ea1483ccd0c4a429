import type { PoolConfiguration } from "./configuration";
import type { OfferedAccount } from "./organization";

/**
 * Request of DataZone. Both requests are present and one of them is null: the value decides, not the key. The field is
 * `regionName`.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/account-pools.html
 */
export interface PoolEvent {
  readonly operationRequest?: {
    readonly listAuthorizedAccountsRequest?: {
      readonly maxResults?: number | null;
      readonly nextToken?: string | null;
    } | null;
    readonly validateAccountAuthorizationRequest?: {
      readonly awsAccountId: string;
      readonly regionName: string;
    } | null;
  } | null;
}

/** An account as the pool's list shows it. */
export interface AccountInfo extends OfferedAccount {
  readonly supportedRegions: readonly string[];
}

/** Answer that DataZone expects. */
export interface PoolReply {
  readonly operationResponse:
    | {
        readonly listAuthorizedAccountsResponse: {
          readonly items: readonly AccountInfo[];
          readonly nextToken?: string;
        };
      }
    | { readonly validateAccountAuthorizationResponse: { readonly authResult: "GRANT" | "DENY" } };
}

/** Sources of the accounts and of the time. */
export interface PoolSources {
  readonly accounts: (configuration: PoolConfiguration) => Promise<readonly OfferedAccount[]>;
  readonly now: () => number;
}

/** Organizations changes rarely and its API is slow to read: a list is good for a few minutes. */
const FRESH_MILLISECONDS = 3 * 60 * 1000;

/** Answers the two requests of a custom account pool. A validation never trusts the cache to refuse. */
export function createPoolHandler(
  configuration: PoolConfiguration,
  sources: PoolSources,
): (event: PoolEvent) => Promise<PoolReply> {
  let cached: { readonly at: number; readonly accounts: readonly OfferedAccount[] } | undefined;

  const accounts = async (maxAgeMilliseconds: number): Promise<readonly OfferedAccount[]> => {
    const now = sources.now();
    if (cached !== undefined && now - cached.at < maxAgeMilliseconds) return cached.accounts;
    cached = { at: now, accounts: await sources.accounts(configuration) };
    return cached.accounts;
  };

  const offers = async (awsAccountId: string): Promise<boolean> => {
    const has = (list: readonly OfferedAccount[]): boolean =>
      list.some((account) => account.awsAccountId === awsAccountId);
    // An account may have joined since: before a refusal the organization is asked again.
    return has(await accounts(FRESH_MILLISECONDS)) || has(await accounts(0));
  };

  return async ({ operationRequest }) => {
    const validate = operationRequest?.validateAccountAuthorizationRequest;
    if (validate != null) {
      const granted = configuration.regions.includes(validate.regionName) && (await offers(validate.awsAccountId));
      return {
        operationResponse: { validateAccountAuthorizationResponse: { authResult: granted ? "GRANT" : "DENY" } },
      };
    }
    const list = operationRequest?.listAuthorizedAccountsRequest;
    if (list != null) {
      const page = pageOf(await accounts(FRESH_MILLISECONDS), list.maxResults, list.nextToken);
      const items = page.items.map((account) => ({ ...account, supportedRegions: configuration.regions }));
      return { operationResponse: { listAuthorizedAccountsResponse: { ...page, items } } };
    }
    throw new Error("the event holds neither listAuthorizedAccountsRequest nor validateAccountAuthorizationRequest");
  };
}

/** One page. The token is the id after which it goes on, so that it stays good when an account joins. */
function pageOf(
  accounts: readonly OfferedAccount[],
  maxResults: number | null | undefined,
  nextToken: string | null | undefined,
): { readonly items: readonly OfferedAccount[]; readonly nextToken?: string } {
  const left = accounts.filter(({ awsAccountId }) => nextToken == null || awsAccountId > nextToken);
  const items = left.slice(0, maxResults ?? 100);
  return items.length < left.length ? { items, nextToken: items[items.length - 1].awsAccountId } : { items };
}
