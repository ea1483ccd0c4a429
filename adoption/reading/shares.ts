import {
  GetResourceShareAssociationsCommand,
  type ResourceShareAssociation,
  type ResourceShareAssociationType,
} from "@aws-sdk/client-ram";
import { allPages } from "../../aws/pages";
import type { LiveShare } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

const IN_FORCE = ["ASSOCIATED", "ASSOCIATING"];

/** The RAM shares of a domain, with whom they name. */
export async function readShares(clients: AccountClients, domainArn: string): Promise<LiveShare[]> {
  const resources = await associations(clients, "RESOURCE", { resourceArn: domainArn });
  const shares = await eachOf(resources, async ({ resourceShareArn: arn = "", resourceShareName: name = "" }) => {
    const principals = await associations(clients, "PRINCIPAL", { resourceShareArns: [arn] });
    const named = principals.map(({ associatedEntity = "", external = false }) => ({ id: associatedEntity, external }));
    return { arn, name, principals: sortedBy(named, ({ id }) => id) };
  });
  return sortedBy(shares, ({ arn }) => arn);
}

async function associations(
  { ram }: AccountClients,
  associationType: ResourceShareAssociationType,
  filter: { readonly resourceArn?: string; readonly resourceShareArns?: string[] },
): Promise<ResourceShareAssociation[]> {
  const found = await allPages(
    (nextToken) => ram.send(new GetResourceShareAssociationsCommand({ associationType, ...filter, nextToken })),
    (page) => page.resourceShareAssociations,
  );
  return found.filter(({ status = "" }) => IN_FORCE.includes(status));
}
