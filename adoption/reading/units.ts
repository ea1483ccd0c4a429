import {
  GetDomainUnitCommand,
  ListDomainUnitsForParentCommand,
  ListEntityOwnersCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LiveMember, LiveUnit } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

/** All units below one, parents before children. */
export async function readUnits(
  clients: AccountClients,
  domainIdentifier: string,
  parentId: string,
): Promise<LiveUnit[]> {
  const { datazone } = clients;
  const children = await allPages(
    (nextToken) =>
      datazone.send(
        new ListDomainUnitsForParentCommand({
          domainIdentifier,
          parentDomainUnitIdentifier: parentId,
          nextToken,
        }),
      ),
    (page) => page.items,
  );
  const units = await eachOf(
    sortedBy(children, ({ name }) => name ?? ""),
    async ({ id = "" }) => {
      const live = await datazone.send(new GetDomainUnitCommand({ domainIdentifier, identifier: id }));
      const owners = await readOwners(clients, domainIdentifier, id);
      const unit = { id, parentId, name: live.name ?? "", description: live.description, owners };
      return [unit, ...(await readUnits(clients, domainIdentifier, id))];
    },
  );
  return units.flat();
}

/** Owners of a unit. */
export async function readOwners(
  { datazone }: AccountClients,
  domainIdentifier: string,
  entityIdentifier: string,
): Promise<LiveMember[]> {
  const owners = await allPages(
    (nextToken) =>
      datazone.send(
        new ListEntityOwnersCommand({ domainIdentifier, entityType: "DOMAIN_UNIT", entityIdentifier, nextToken }),
      ),
    (page) => page.owners,
  );
  const members = owners.map(
    ({ user, group }): LiveMember =>
      group === undefined
        ? { type: "user", profileId: user?.userId ?? "" }
        : { type: "group", profileId: group.groupId ?? "" },
  );
  return sortedBy(members, ({ type, profileId }) => `${type} ${profileId}`);
}
