import {
  GetResourceShareAssociationsCommand,
  type ResourceShareAssociation,
  type ResourceShareAssociationType,
} from "@aws-sdk/client-ram";
import { allPages } from "../../aws/pages";
import type { Check } from "../check";
import { hostingAccounts, placeOf, type SeenAccount } from "../landscape";
import { seesDomain } from "../live-configurations";
import type { LiveDomain } from "../live-domain";

const SOURCE = "docs/runbooks/failed-apply.md#an-association-failed";

/** Check that accounts with which the domain is shared see it. */
export const associations: Check = {
  name: "associations",
  asks: "Do the accounts with which the domain is shared see it, and did no association fail?",
  after: "domain",
  async run(landscape, notes) {
    const { stage, governance, domain } = landscape;
    if (domain === undefined || governance === undefined) return;
    const { region } = stage.domain;
    await notes.looking(placeOf(governance, region), async () => {
      const principals = await principalsOf(governance, region, domain);
      const members = hostingAccounts(landscape).filter(({ account }) => account.id !== governance.account.id);
      await notes.lookingAtEach(
        members.filter(({ regions }) => regions.includes(region)),
        (seen) => placeOf(seen, region),
        async (seen, place) => {
          if (await seesDomain(seen, region, domain)) return;
          const own = principals.filter(({ associatedEntity }) => associatedEntity === seen.account.id);
          const failed = own.find(({ status }) => status === "FAILED");
          if (failed === undefined && !own.some(({ status }) => status === "ASSOCIATED" || status === "ASSOCIATING"))
            return notes.waits(`the association of ${seen.account.key}`);
          const arn = (failed ?? own[0]).resourceShareArn ?? "";
          notes.found(place, {
            code: "ASSOCIATION_BROKEN",
            what:
              failed === undefined
                ? `the domain is shared with the account (${arn}), which does not see it: an invitation is open, or it was shared less than three minutes ago`
                : `the domain's share with the account failed: ${failed.statusMessage ?? "RAM gives no reason"}`,
            cure:
              failed === undefined
                ? `aws ram get-resource-share-invitations, then accept-resource-share-invitation, in the account; or wait and run it again`
                : `aws ram disassociate-resource-share --resource-share-arn ${arn} --principals ${seen.account.id}, then apply the stage's sharing`,
            source: SOURCE,
          });
        },
      );
    });
  },
};

/** Accounts, units and organizations with which the domain is shared. */
async function principalsOf(
  { reads }: SeenAccount,
  region: string,
  { arn }: LiveDomain,
): Promise<ResourceShareAssociation[]> {
  const list = (associationType: ResourceShareAssociationType, filter: object): Promise<ResourceShareAssociation[]> =>
    allPages(
      (nextToken) =>
        reads.ram(region).send(new GetResourceShareAssociationsCommand({ associationType, ...filter, nextToken })),
      (page) => page.resourceShareAssociations,
    );
  const shares = await list("RESOURCE", { resourceArn: arn });
  const resourceShareArns = [...new Set(shares.map(({ resourceShareArn = "" }) => resourceShareArn))];
  return resourceShareArns.length === 0 ? [] : list("PRINCIPAL", { resourceShareArns });
}
