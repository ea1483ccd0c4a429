import type { LiveShare } from "../live";
import type { DomainMapping } from "./domain-mapping";
import type { SharingInput } from "./parts";

/** Describes the sharing with a stage's accounts: the share stays as it is, their associations are imported. */
export function mapSharing(mapping: DomainMapping, stage: string): SharingInput | undefined {
  const members = mapping.stages
    .accountsOf(stage)
    .filter(({ id }) => id !== mapping.live.accountId && mapping.whyIdle(id) === undefined)
    .map(({ id }) => id);
  if (members.length === 0) return undefined;
  const [share, ...others] = [...mapping.live.shares].sort((a, b) => named(b, members) - named(a, members));
  if (share === undefined) {
    mapping.outcome.leave(
      `stage ${stage}`,
      "no RAM share of the domain is visible",
      "a share is created by the first apply",
    );
    return undefined;
  }
  if (named(share, members) === members.length) {
    for (const id of members)
      mapping.outcome.adopt(stage, `${share.arn},${id}`, "SharePrincipal", mapping.keys.accounts.of(id));
    remarkExternal(mapping, share, members);
    return { resourceShareArn: share.arn };
  }
  const names = [share, ...others].map(
    ({ name, principals }) => `${name} (${principals.map(({ id }) => id).join(", ")})`,
  );
  mapping.outcome.leave(
    `shares of the domain for stage ${stage}: ${names.join("; ")}`,
    "no single share names every account of the stage by its id",
    "keep the shares by hand; a new account is associated by hand, too",
  );
  return { resourceShareArn: share.arn, principals: "none" };
}

function named({ principals }: LiveShare, accounts: readonly string[]): number {
  return principals.filter(({ id }) => accounts.includes(id)).length;
}

/** Invitations were accepted once; the acceptance cannot be imported without an invitation. */
function remarkExternal(mapping: DomainMapping, { principals }: LiveShare, members: readonly string[]): void {
  for (const { id, external } of principals)
    if (external && members.includes(id))
      mapping.outcome.leave(
        `acceptance of the share in account ${id}`,
        "the account was invited from outside the organization, and accepted before",
        "keep it by hand: leave the account out of sharing.invitedAccounts",
      );
}
