/** Account of a pool, with the Regions in which the pool offers it. */
export interface OfferedAccount {
  readonly poolId: string;
  readonly accountId: string;
  readonly regions: readonly string[];
}

/** Environment configuration of a profile that runs in an account of a pool. */
export interface PooledConfiguration {
  readonly name: string;
  /** Pools whose accounts it may run in. */
  readonly poolIds: readonly string[];
  /** Region that the profile fixes for it; absent where the pool's accounts decide. */
  readonly region?: string;
}

/** Wish of a request for a project. */
export interface AccountWish {
  readonly configurations: readonly PooledConfiguration[];
  readonly offered: readonly OfferedAccount[];
  /** Account that the request names; absent where it leaves the choice. */
  readonly accountId?: string;
  /** Region that the request names; absent where it leaves the choice. */
  readonly region?: string;
  /** Environments that run or are under way in each account, reservations of other requests among them. */
  readonly load: Readonly<Record<string, number>>;
  /** Largest number of environments in an account. */
  readonly capacity: number;
  /** Accounts in which this request has failed before. */
  readonly avoided: readonly string[];
}

/** Account of each configuration, as CreateProject takes it. */
export interface ResolvedAccount {
  readonly configuration: string;
  readonly accountId: string;
  readonly region: string;
  readonly poolId: string;
}

/** Reason for which no account fits. */
export interface NoAccount {
  readonly noAccount: "not-offered" | "full" | "nothing-offered";
  /** Sentence that says what to do. */
  readonly message: string;
}

/**
 * One account for all configurations of a project that run in pools: the one with the fewest environments that all of their pools
 * offer, in a Region that suits them all. Of equal ones the first by its id, so that two who ask the same get the same answer and
 * the reservation tells them apart.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_EnvironmentResolvedAccount.html
 */
export function chooseAccount(wish: AccountWish): readonly ResolvedAccount[] | NoAccount {
  const fitting = [...new Set(wish.offered.map(({ accountId }) => accountId))]
    .filter((accountId) => wish.accountId === undefined || wish.accountId === accountId)
    .flatMap((accountId) => resolvedIn(accountId, wish));
  if (fitting.length === 0) return notOffered(wish);
  const needed = wish.configurations.length;
  const withRoom = fitting.filter(({ accountId }) => (wish.load[accountId] ?? 0) + needed <= wish.capacity);
  if (withRoom.length === 0)
    return {
      noAccount: "full",
      message: `No account has room for ${needed} more environments (${wish.capacity} at most in each): ask the platform team for an account in the pool.`,
    };
  const fresh = withRoom.filter(({ accountId }) => !wish.avoided.includes(accountId));
  // An account in which it failed is better than none: what failed may be mended.
  const [best] = (fresh.length > 0 ? fresh : withRoom).sort(
    (one, other) =>
      (wish.load[one.accountId] ?? 0) - (wish.load[other.accountId] ?? 0) || (one.accountId < other.accountId ? -1 : 1),
  );
  return best.resolved;
}

interface Candidate {
  readonly accountId: string;
  readonly resolved: readonly ResolvedAccount[];
}

/** The configurations in one account, all in one Region where none of them fixes another. */
function resolvedIn(accountId: string, { configurations, offered, region: wanted }: AccountWish): Candidate[] {
  const offers = offered.filter((one) => one.accountId === accountId);
  const regions = [...new Set(offers.flatMap((one) => one.regions))].filter(
    (one) => wanted === undefined || one === wanted,
  );
  for (const region of regions) {
    const resolved = configurations.flatMap((configuration): ResolvedAccount[] => {
      const place = configuration.region ?? region;
      const offer = offers.find(
        ({ poolId, regions: in_ }) => configuration.poolIds.includes(poolId) && in_.includes(place),
      );
      return offer === undefined
        ? []
        : [{ configuration: configuration.name, accountId, region: place, poolId: offer.poolId }];
    });
    if (resolved.length === configurations.length) return [{ accountId, resolved }];
  }
  return [];
}

function notOffered({ offered, accountId, region }: AccountWish): NoAccount {
  if (offered.length === 0)
    return { noAccount: "nothing-offered", message: "The profile's pools offer no account: ask the platform team." };
  const what = [
    accountId === undefined ? [] : `account ${accountId}`,
    region === undefined ? [] : `Region ${region}`,
  ].flat();
  const wanted = what.length === 0 ? "An account that all configurations of the profile may run in" : what.join(" in ");
  const known = [...new Set(offered.map((one) => `${one.accountId} (${one.regions.join(", ")})`))].join("; ");
  return { noAccount: "not-offered", message: `${wanted} is not offered by the profile's pools: they have ${known}.` };
}
