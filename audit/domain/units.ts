import {
  GetDomainCommand,
  GetDomainUnitCommand,
  ListDomainUnitsForParentCommand,
  ListEntityOwnersCommand,
  type OwnerPropertiesOutput,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownUnit } from "../../governance/reports";
import { type DomainReader, eachAtOnce, type Gaps } from "./reader";

/** Owners of units, by the kind of their profile. */
export interface Owners {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Largest page of units and of their owners; a larger one is refused. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_ListDomainUnitsForParent.html */
const UNITS_PAGE = 25;

/** Units of the domain with their owners, the root first; and the profiles of the owners. */
export async function readUnits(reader: DomainReader, gaps: Gaps): Promise<{ units: KnownUnit[]; owners: Owners }> {
  const { clients, domainId } = reader;
  const { rootDomainUnitId: root = "" } = await clients.profiles.send(new GetDomainCommand({ identifier: domainId }));
  const units: KnownUnit[] = [];
  const found: OwnerPropertiesOutput[] = [];
  // Level by level: there are five at most.
  for (let level: { id: string; parentId?: string }[] = [{ id: root }]; level.length > 0; ) {
    const read = await eachAtOnce(level, reader.concurrency, (place) => readUnit(reader, place, gaps));
    units.push(...read.map(({ unit }) => unit));
    for (const { owners } of read) found.push(...(owners ?? []));
    level = read.flatMap(({ unit, children }) => children.map((id) => ({ id, parentId: unit.id })));
  }
  const users = found.flatMap(({ user }) => user?.userId ?? []);
  const groups = found.flatMap(({ group }) => group?.groupId ?? []);
  return { units, owners: { users, groups } };
}

async function readUnit(
  { clients, domainId: domainIdentifier }: DomainReader,
  { id, parentId }: { readonly id: string; readonly parentId?: string },
  gaps: Gaps,
): Promise<{ unit: KnownUnit; owners: OwnerPropertiesOutput[] | undefined; children: string[] }> {
  const subject = `unit ${id}`;
  const [live, owners, children] = await Promise.all([
    gaps.orGap(subject, "its name is not known", () =>
      clients.profiles.send(new GetDomainUnitCommand({ domainIdentifier, identifier: id })),
    ),
    gaps.orGap(subject, "its owners are not known", () =>
      allPages(
        (nextToken) =>
          clients.profiles.send(
            new ListEntityOwnersCommand({
              ...{ domainIdentifier, entityType: "DOMAIN_UNIT", entityIdentifier: id },
              ...{ maxResults: UNITS_PAGE, nextToken },
            }),
          ),
        (page) => page.owners,
      ),
    ),
    gaps.orGap(subject, "the units below it are not known", () =>
      allPages(
        (nextToken) =>
          clients.profiles.send(
            new ListDomainUnitsForParentCommand({
              ...{ domainIdentifier, parentDomainUnitIdentifier: id, maxResults: UNITS_PAGE, nextToken },
            }),
          ),
        (page) => page.items,
      ),
    ),
  ]);
  const ownerIds = owners?.flatMap(({ user, group }) => user?.userId ?? group?.groupId ?? []);
  const unit = {
    id,
    name: parentId === undefined ? "root" : (live?.name ?? id),
    ...(parentId === undefined ? {} : { parentId }),
    ...(ownerIds === undefined ? {} : { ownerIds }),
  };
  return { unit, owners, children: (children ?? []).flatMap((child) => child.id ?? []) };
}
