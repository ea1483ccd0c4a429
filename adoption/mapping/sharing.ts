import type { LiveShare } from "../live";
import type { Atlas } from "./atlas";
import type { SharingInput } from "./parts";

/** How the domain is shared with a stage's accounts: the share stays as it is, the accounts' associations are imported. */
export function mapSharing(atlas: Atlas, stage: string): SharingInput | undefined {
  const members = atlas
    .accountsOf(stage)
    .filter(({ id }) => id !== atlas.live.accountId && atlas.whyIdle(id) === undefined)
    .map(({ id }) => id);
  if (members.length === 0) return undefined;
  const [share, ...others] = [...atlas.live.shares].sort((a, b) => named(b, members) - named(a, members));
  if (share === undefined) {
    atlas.leave(`stage ${stage}`, "no RAM share of the domain is visible", "a share is created by the first apply");
    return undefined;
  }
  if (named(share, members) === members.length) {
    for (const id of members) atlas.adopt(stage, `${share.arn},${id}`, "SharePrincipal", atlas.accounts.get(id) ?? "");
    remarkExternal(atlas, share, members);
    return { resourceShareArn: share.arn };
  }
  const names = [share, ...others].map(
    ({ name, principals }) => `${name} (${principals.map(({ id }) => id).join(", ")})`,
  );
  atlas.leave(
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
function remarkExternal(atlas: Atlas, { principals }: LiveShare, members: readonly string[]): void {
  for (const { id, external } of principals)
    if (external && members.includes(id))
      atlas.leave(
        `acceptance of the share in account ${id}`,
        "the account was invited from outside the organization, and accepted before",
        "keep it by hand: leave the account out of sharing.invitedAccounts",
      );
}
