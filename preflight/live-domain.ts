import {
  GetDomainCommand,
  ListDomainsCommand,
  ListDomainUnitsForParentCommand,
  ListEnvironmentBlueprintsCommand,
  type GetDomainOutput,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../aws/faults";
import { allPages } from "../aws/pages";
import type { Stage } from "../configuration/model";
import { placeOf, type SeenAccount } from "./landscape";
import type { Notebook } from "./notebook";
import { RefusedReadError } from "./reads";

/** A unit of the live domain. */
export interface LiveUnit {
  readonly id: string;
  readonly name: string;
  /** @default - the root unit */
  readonly parentId?: string;
}

/** The domain as it is. */
export interface LiveDomain {
  readonly id: string;
  readonly arn: string;
  readonly rootUnitId: string;
  /** Names of the managed blueprints, by id. */
  readonly blueprints: ReadonlyMap<string, string>;
  /** All units, the root first. */
  readonly units: readonly LiveUnit[];
}

const SOURCE = "https://docs.aws.amazon.com/datazone/latest/APIReference/API_GetDomain.html";

/** Finds the live domain of a stage: by its id where it is adopted, else by its name. None is no finding: it is to be created. */
export async function findDomain(
  stage: Stage,
  governance: SeenAccount | undefined,
  notes: Notebook,
): Promise<LiveDomain | undefined> {
  const { region } = stage.domain;
  if (governance === undefined || !governance.regions.includes(region)) return undefined;
  let found: LiveDomain | undefined;
  await notes.looking(placeOf(governance, region), async () => {
    const live = await liveDomain(stage, governance);
    if (live === undefined) return;
    const { domainVersion = "V2", status = "AVAILABLE", id = "", arn = "", rootDomainUnitId = "" } = live;
    if (domainVersion !== "V2" || status !== "AVAILABLE")
      return notes.found(placeOf(governance, region), {
        code: "DOMAIN_UNAVAILABLE",
        what: `domain ${id} is ${status} and of version ${domainVersion}; AVAILABLE and V2 are needed`,
        cure:
          status === "CREATING"
            ? "wait a minute and run it again"
            : "delete it, or give the configuration another name",
        source: SOURCE,
      });
    const datazone = governance.reads.datazone(region);
    const blueprints = await allPages(
      (nextToken) =>
        datazone.send(new ListEnvironmentBlueprintsCommand({ domainIdentifier: id, managed: true, nextToken })),
      (page) => page.items,
    );
    const root = { id: rootDomainUnitId, name: "root" };
    const units = [root, ...(await unitsBelow(governance, region, id, rootDomainUnitId))];
    const names = new Map(blueprints.map((blueprint) => [blueprint.id ?? "", blueprint.name ?? ""]));
    found = { id, arn, rootUnitId: rootDomainUnitId, blueprints: names, units };
  });
  return found;
}

const GONE = ["DELETING", "DELETED"];

async function liveDomain({ domain }: Stage, { reads }: SeenAccount): Promise<GetDomainOutput | undefined> {
  const datazone = reads.datazone(domain.region);
  const id = domain.adoptDomainId ?? (await idByName(domain.name, domain.region, reads));
  if (id === undefined) return undefined;
  try {
    return await datazone.send(new GetDomainCommand({ identifier: id }));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function idByName(name: string, region: string, reads: SeenAccount["reads"]): Promise<string | undefined> {
  const domains = await allPages(
    (nextToken) => reads.datazone(region).send(new ListDomainsCommand({ nextToken })),
    (page) => page.items,
  );
  return domains.find((domain) => domain.name === name && !GONE.includes(domain.status ?? ""))?.id;
}

async function unitsBelow(
  seen: SeenAccount,
  region: string,
  domainIdentifier: string,
  parentId: string,
): Promise<LiveUnit[]> {
  const children = await allPages(
    (nextToken) =>
      seen.reads.datazone(region).send(
        new ListDomainUnitsForParentCommand({
          domainIdentifier,
          parentDomainUnitIdentifier: parentId,
          nextToken,
        }),
      ),
    (page) => page.items,
  );
  const below = await Promise.all(
    children.map(async ({ id = "", name = "" }) => [
      { id, name, parentId },
      ...(await unitsBelow(seen, region, domainIdentifier, id)),
    ]),
  );
  return below.flat();
}

/** Ids of a unit and of all above it. */
export function unitAndAncestors(domain: LiveDomain, unitId: string): string[] {
  const unit = domain.units.find(({ id }) => id === unitId);
  return unit === undefined
    ? []
    : [unit.id, ...(unit.parentId === undefined ? [] : unitAndAncestors(domain, unit.parentId))];
}

/** Id of a unit of the configuration, found by its names from the root on; undefined where it is not there yet. */
export function liveUnitId(stage: Stage, domain: LiveDomain, key: string): string | undefined {
  if (key === "root") return domain.rootUnitId;
  const unit = Object.hasOwn(stage.domain.units, key) ? stage.domain.units[key] : undefined;
  if (unit === undefined) return undefined;
  const parentId = liveUnitId(stage, domain, unit.parent);
  return domain.units.find(({ name, parentId: above }) => name === unit.name && above === parentId)?.id;
}

/** Tells whether what is granted on a unit, perhaps for the units below as well, reaches another unit. */
export function reachesUnit(
  domain: LiveDomain,
  granted: { readonly unitId: string; readonly includeChildren: boolean },
  unitId: string,
): boolean {
  if (granted.unitId === unitId) return true;
  return granted.includeChildren && unitAndAncestors(domain, unitId).includes(granted.unitId);
}

/** Tells whether an account does not see the domain: DataZone refuses it then, in words that name no policy of IAM. */
export function isInvisible(error: unknown): boolean {
  return (
    error instanceof RefusedReadError && !/identity-based policy|explicit deny|permissions boundary/.test(error.message)
  );
}
