import type { Kind } from "../../../contracts/control-plane";
import type { DataZoneState, Domain } from "../../../packages/emulator/services/datazone/model";
import type { Configured } from "../../unit/functions/support/terraform";
import { connection, dataSource, heldAsset, said, sourcesIn } from "./sources";
import { blueprint, FIXED, type Hosting, hosting, openMemberPool, pool, profile, project } from "./hosting";
import { vocabularyOf } from "./vocabulary";
import { changed, domain, GOVERNANCE, type Landscape, MEMBER, REGION, roleArn } from "./landscape";

/** One object of a kind in its first configuration and in another, and how often the service has it. */
export interface Subject {
  readonly account: string;
  readonly desired: Configured;
  /** Another configuration of the same object; the same one for kinds that have nothing to configure. */
  readonly next: Configured;
  /** Objects that the service holds, asked of the emulator's store and not of the function. */
  readonly live: () => number;
}

/** Makes the numbered subject of a kind. */
export type Make = (number: number) => Omit<Subject, "live"> & { readonly live: (domain: Domain) => number };

/** Subjects of every kind, with names and keys of their own: they never meet. */
export async function subjects(landscape: Landscape): Promise<Record<Kind, (number: number) => Subject>> {
  const host = await hosting(landscape, "f/host");
  await openMemberPool(landscape, host);
  landscape.associate(host.domainId, VACANT);
  const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  const projectId = (await landscape.create(GOVERNANCE, project(host, profileId))).id;
  const groups = await groupsOf(landscape, host, 3);
  const vocabulary = await vocabularyOf(landscape, host);
  const made = {
    ...vocabulary,
    ...named(host, profileId),
    ...personal(host, projectId, groups),
    ...ofAccounts(landscape, host),
    ...sourced(landscape, host, projectId),
  };
  const owner = (): Domain => dataZone(landscape)[host.domainId];
  const complete = Object.entries(made).map(([kind, make]) => [
    kind,
    (number: number): Subject => {
      const subject = make(number);
      return { ...subject, live: () => subject.live(owner()) };
    },
  ]);
  return Object.fromEntries(complete) as Record<Kind, (number: number) => Subject>;
}

/** The domains of the governance account, by id. */
function dataZone(landscape: Landscape): Record<string, Domain> {
  return landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({ domains: {} })).domains;
}

async function groupsOf(landscape: Landscape, { domainId }: Hosting, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const rolePrincipalArn = `arn:aws:iam::${GOVERNANCE}:role/member-${number}`;
    const desired = {
      kind: "GroupProfile",
      key: `f/member-${number}`,
      properties: { domainId, rolePrincipalArn },
    } as const;
    ids.push((await landscape.create(GOVERNANCE, desired)).id);
  }
  return ids;
}

/** Kinds whose objects have a name, and a description that can be changed. */
function named(host: Hosting, profileId: string) {
  const unit = { domainId: host.domainId, parentDomainUnitId: host.root };
  const make =
    (desired: Configured, collection: "units" | "accountPools" | "projectProfiles" | "projects"): Make =>
    (number) => {
      const name = `Name ${number}`;
      const first = { ...changed(desired, { name }), key: `f/${desired.kind}-${number}` };
      const isLive = (item: { name: string; deletingSince?: number }): boolean =>
        item.name === name && item.deletingSince === undefined;
      return {
        account: GOVERNANCE,
        desired: first,
        next: changed(first, { description: "next" }),
        live: (inside) => Object.values(inside[collection]).filter(isLive).length,
      };
    };
  return {
    DomainUnit: make({ kind: "DomainUnit", key: "", properties: unit }, "units"),
    AccountPool: make(pool(host.domainId), "accountPools"),
    ProjectProfile: make(profile(host, FIXED), "projectProfiles"),
    Project: make(project(host, profileId), "projects"),
  };
}

/** Kinds that say who may do what. */
function personal(host: Hosting, projectId: string, groups: readonly string[]) {
  const { domainId, root } = host;
  const governance = (kind: Kind, number: number, properties: object, change: object) => {
    const desired: Configured = { kind, key: `f/${kind}-${number}`, properties: { domainId, ...properties } };
    return { account: GOVERNANCE, desired, next: changed(desired, change) };
  };
  const group = (number: number): string => groups[number % groups.length];
  const grants = ({ grants: all }: Domain, policyType: string, principalId: string): number =>
    all.filter((grant) => grant.policyType === policyType && grant.principal.group?.groupIdentifier === principalId)
      .length;
  const principal = (number: number) => ({ principalType: "GROUP", principalId: group(number) });
  const GroupProfile: Make = (number) => {
    const rolePrincipalArn = `arn:aws:iam::${GOVERNANCE}:role/team/group-${number}`;
    return {
      ...governance("GroupProfile", number, { rolePrincipalArn }, {}),
      live: ({ groupProfiles }) =>
        Object.values(groupProfiles).filter(
          (item) => item.rolePrincipalArn === rolePrincipalArn && item.status === "ASSIGNED",
        ).length,
    };
  };
  const ProjectMembership: Make = (number) => ({
    ...governance(
      "ProjectMembership",
      number,
      { projectId, groupIdentifier: group(number), designation: "PROJECT_CONTRIBUTOR" },
      { designation: "PROJECT_CATALOG_VIEWER" },
    ),
    live: ({ projects }) =>
      projects[projectId].memberships.filter(({ member }) => member.profileId === group(number)).length,
  });
  const DomainUnitOwner: Make = (number) => ({
    ...governance("DomainUnitOwner", number, { domainUnitId: root, groupIdentifier: group(number) }, {}),
    live: ({ units }) => units[root].owners.filter(({ profileId }) => profileId === group(number)).length,
  });
  const AssetTypeGrant: Make = (number) => ({
    ...governance(
      "AssetTypeGrant",
      number,
      { assetTypeId: `type-${number}`, domainUnitId: root, ...principal(number) },
      {},
    ),
    live: (inside) => inside.grants.filter(({ entityIdentifier }) => entityIdentifier === `type-${number}`).length,
  });
  const PolicyGrant: Make = (number) => ({
    ...governance(
      "PolicyGrant",
      number,
      {
        entityType: "DOMAIN_UNIT",
        entityIdentifier: root,
        policyType: "CREATE_GLOSSARY",
        detailIncludesChildren: "true",
        ...principal(number),
      },
      { detailIncludesChildren: "false" },
    ),
    live: (inside) => grants(inside, "CREATE_GLOSSARY", group(number)),
  });
  return { GroupProfile, ProjectMembership, DomainUnitOwner, AssetTypeGrant, PolicyGrant };
}

/** Kinds through which a project draws data. */
function sourced(landscape: Landscape, { domainId }: Hosting, projectId: string) {
  const make =
    (desired: Configured, collection: "connections" | "dataSources"): Make =>
    (number) => {
      const name = `${collection}-${number}`;
      const first = { ...changed(desired, { name }), key: `f/${desired.kind}-${number}` };
      return {
        account: GOVERNANCE,
        desired: first,
        next: changed(first, { description: "next" }),
        live: () =>
          Object.values<{ name: string }>(sourcesIn(landscape, domainId)[collection]).filter(
            (item) => item.name === name,
          ).length,
      };
    };
  const Asset: Make = (number) => {
    const identifier = `f-asset-${number}`;
    const held = heldAsset(landscape, { domainId, projectId }, identifier);
    // A form of the vocabulary, which `vocabularyOf` makes.
    const forms = [{ name: "Note", formType: "Shared", content: '{"owner":"first"}' }];
    const first = said(domainId, projectId, identifier, { forms });
    return {
      account: GOVERNANCE,
      desired: first,
      next: changed(first, { name: "next", published: false }),
      live: () =>
        held()
          .revisions.at(-1)
          ?.forms.some(({ formName }) => formName === "Note") === true
          ? 1
          : 0,
    };
  };
  return {
    Asset,
    Connection: make(connection(domainId, projectId), "connections"),
    DataSource: make(dataSource(domainId, projectId), "dataSources"),
  };
}

/** An account in which no project is: elsewhere a blueprint is not given up (needed-blueprints.test.ts). */
const VACANT = "333333333333";

/** Kinds of an account: its domain, and what a member account configures for itself. */
function ofAccounts(landscape: Landscape, { domainId }: Hosting) {
  const Domain: Make = (number) => {
    const desired = domain(`f/domain-${number}`);
    return {
      account: GOVERNANCE,
      desired,
      next: changed(desired, { description: "next", tags: { other: "tag" } }),
      live: () =>
        Object.values(dataZone(landscape)).filter(
          ({ name, deletingSince }) => name === `f-domain-${number}` && deletingSince === undefined,
        ).length,
    };
  };
  const BlueprintConfiguration: Make = (number) => {
    const name = ["Workflows", "EmrServerless", "MLExperiments", "PartnerApps"][number % 4];
    const roles = {
      provisioningRoleArn: roleArn("AmazonSageMakerProvisioning", VACANT),
      manageAccessRoleArn: roleArn("AmazonSageMakerManageAccess", VACANT),
    };
    const desired = { ...blueprint(domainId, name, roles), key: `f/blueprint-${number}` };
    return {
      account: VACANT,
      desired,
      next: changed(desired, { globalParameters: { a: "b" } }),
      live: (inside) => {
        const id = inside.blueprints.find((item) => item.name === name)?.id ?? "";
        return inside.blueprintConfigurations[VACANT]?.[id] === undefined ? 0 : 1;
      },
    };
  };
  const DataLakeAdministrators: Make = (number) => {
    const arn = (name: string): string => roleArn(`AmazonSageMaker${name}${number}`, MEMBER);
    const desired: Configured = {
      kind: "DataLakeAdministrators",
      key: `f/administrators-${number}`,
      properties: { region: REGION, administratorArns: [arn("One")] },
    };
    return {
      account: MEMBER,
      desired,
      next: changed(desired, { administratorArns: [arn("Two")] }),
      live: () => administrators(landscape).filter((present) => present.endsWith(String(number))).length,
    };
  };
  const AssociationProof: Make = (number) => {
    const desired: Configured = { kind: "AssociationProof", key: `f/proof-${number}`, properties: { domainId } };
    const ledger = `/smus/control-plane/AssociationProof/${desired.key}`;
    return {
      account: MEMBER,
      desired,
      next: desired,
      live: () => (ledger in landscape.emulator.store.state<object>("ssm", MEMBER, REGION, () => ({})) ? 1 : 0),
    };
  };
  return { Domain, BlueprintConfiguration, DataLakeAdministrators, AssociationProof };
}

function administrators(landscape: Landscape): string[] {
  const { settings } = landscape.emulator.store.state<{
    settings: { DataLakeAdmins: { DataLakePrincipalIdentifier: string }[] };
  }>("lakeformation", MEMBER, REGION, () => ({ settings: { DataLakeAdmins: [] } }));
  return settings.DataLakeAdmins.map((item) => item.DataLakePrincipalIdentifier);
}
