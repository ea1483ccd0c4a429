import {
  AddEntityOwnerCommand,
  AddPolicyGrantCommand,
  CreateAccountPoolCommand,
  CreateDomainCommand,
  CreateDomainUnitCommand,
  CreateGroupProfileCommand,
  CreateProjectCommand,
  CreateProjectMembershipCommand,
  CreateProjectProfileCommand,
  CreateUserProfileCommand,
  type DataZoneClient,
  type EnvironmentConfiguration,
  GetDomainCommand,
  GetProjectCommand,
  ListEnvironmentBlueprintsCommand,
  type ManagedPolicyType,
  type PolicyGrantDetail,
  type PolicyGrantPrincipal,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { AssociateResourceShareCommand, CreateResourceShareCommand, type RAMClient } from "@aws-sdk/client-ram";
import { CatalogBuilder } from "./build-catalog";
import { SourcesBuilder } from "./build-sources";
import { until } from "./until";

export const REGION = "us-east-1";
/** Blueprints that every member account enables. */
const BLUEPRINTS = ["Tooling", "DataLake", "LakehouseCatalog"] as const;

/** Clients per account: the means that a person with the console has. */
export interface Hands {
  readonly datazone: Pick<DataZoneClient, "send">;
  readonly ram: Pick<RAMClient, "send">;
}

/** A domain as somebody built it without this project. */
export interface BuiltDomain {
  readonly id: string;
  readonly rootId: string;
  readonly shareArn: string;
  readonly units: { readonly finance: string; readonly reporting: string };
  readonly groups: { readonly analysts: string; readonly leads: string };
  /** Ids of the projects by their names. */
  readonly projects: Readonly<Record<string, string>>;
}

/**
 * The project whose members curate the catalogue: one like the others, as the portal makes it, or one without a profile, which only
 * the API makes.
 */
export type CatalogOffice = "a project with a profile" | "a project without a profile";

/** ARNs of the roles that blueprints of a member account name. */
export const memberRoles = (account: string) => ({
  provisioning: `arn:aws:iam::${account}:role/service-role/OurProvisioning`,
  manageAccess: `arn:aws:iam::${account}:role/service-role/OurManageAccess`,
});

/**
 * Builds a V2 domain by direct API calls: units with an owner, profiles of people, a share, blueprints in the members,
 * a pool, two profiles and two projects per member, grants of all sorts, a curated
 * catalogue, and connections and data sources of one project.
 */
export class DomainBuilder {
  constructor(
    private readonly name: string,
    private readonly governance: string,
    private readonly members: readonly string[],
    private readonly hands: (account: string) => Promise<Hands>,
    private readonly office: CatalogOffice = "a project without a profile",
  ) {}

  async build(): Promise<BuiltDomain> {
    const domain = await this.domain();
    const send = (await this.hands(this.governance)).datazone;
    const on = { domainIdentifier: domain.id };
    const finance = await send.send(
      new CreateDomainUnitCommand({ ...on, parentDomainUnitIdentifier: domain.rootId, name: "Finance" }),
    );
    const reporting = await send.send(
      new CreateDomainUnitCommand({
        ...on,
        parentDomainUnitIdentifier: finance.id,
        name: "Reporting",
        description: "Monthly closing",
      }),
    );
    const group = async (role: string): Promise<string> => {
      const rolePrincipalArn = `arn:aws:iam::${this.governance}:role/people/${role}`;
      return (await send.send(new CreateGroupProfileCommand({ ...on, rolePrincipalArn }))).id ?? "";
    };
    const groups = { analysts: await group("analysts"), leads: await group("leads") };
    const userIdentifier = `arn:aws:iam::${this.governance}:user/robot`;
    await send.send(new CreateUserProfileCommand({ ...on, userIdentifier, userType: "IAM_USER" }));
    const units = { finance: finance.id ?? "", reporting: reporting.id ?? "" };
    await send.send(
      new AddEntityOwnerCommand({
        ...on,
        entityType: "DOMAIN_UNIT",
        entityIdentifier: units.finance,
        owner: { group: { groupIdentifier: groups.leads } },
      }),
    );
    const grant = this.granter(domain.id, "DOMAIN_UNIT");
    await grant(
      domain.rootId,
      "ADD_TO_PROJECT_MEMBER_POOL",
      { user: { allUsersGrantFilter: {} } },
      {
        addToProjectMemberPool: { includeChildDomainUnits: true },
      },
    );
    await grant(
      units.finance,
      "CREATE_GLOSSARY",
      { group: { groupIdentifier: groups.leads } },
      {
        createGlossary: { includeChildDomainUnits: false },
      },
    );
    const bare = { ...domain, shareArn: await this.share(domain.arn), units, groups, projects: {} };
    for (const member of this.members) await this.member(bare, member);
    const projects: Record<string, string> = {};
    for (const member of this.members) Object.assign(projects, await this.projects(bare, member));
    const built = { ...bare, projects };
    await this.catalog(built);
    const [projectId] = Object.values(projects);
    const [account] = this.members;
    await new SourcesBuilder({ domainId: built.id, projectId, account, region: REGION }, send).build();
    return built;
  }

  private async catalog(built: BuiltDomain): Promise<void> {
    const { datazone } = await this.hands(this.governance);
    const { id: domainId, rootId, units } = built;
    const [ruledProjectId] = Object.values(built.projects);
    const office = { projectId: ruledProjectId, unitId: units.reporting };
    if (this.office === "a project without a profile") {
      const description = "Owns the vocabulary";
      const made = await datazone.send(
        new CreateProjectCommand({
          domainIdentifier: domainId,
          name: "Data office",
          description,
          domainUnitId: units.finance,
        }),
      );
      Object.assign(office, { projectId: made.id, unitId: units.finance });
    }
    await new CatalogBuilder({ domainId, rootId, units, office, ruledProjectId }, datazone).build();
  }

  private async domain(): Promise<{ id: string; arn: string; rootId: string }> {
    const { datazone } = await this.hands(this.governance);
    const role = (name: string): string => `arn:aws:iam::${this.governance}:role/service-role/${name}`;
    const { id } = await datazone.send(
      new CreateDomainCommand({
        name: this.name,
        description: "Built by hand",
        domainVersion: "V2",
        domainExecutionRole: role("OurDomainExecution"),
        serviceRole: role("OurDomainService"),
        tags: { owner: "data-office" },
      }),
    );
    return until(async () => {
      const live = await datazone.send(new GetDomainCommand({ identifier: id }));
      if (live.status !== "AVAILABLE") return undefined;
      return { id: live.id ?? "", arn: live.arn ?? "", rootId: live.rootDomainUnitId ?? "" };
    });
  }

  private async share(domainArn: string): Promise<string> {
    const { ram } = await this.hands(this.governance);
    const created = await ram.send(
      new CreateResourceShareCommand({
        name: `DataZone-${this.name}-by-hand`,
        permissionArns: ["arn:aws:ram::aws:permission/AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceAccess"],
      }),
    );
    const resourceShareArn = created.resourceShare?.resourceShareArn ?? "";
    await ram.send(new AssociateResourceShareCommand({ resourceShareArn, principals: [...this.members] }));
    await ram.send(new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [domainArn] }));
    return resourceShareArn;
  }

  private granter(
    domainIdentifier: string,
    entityType: "DOMAIN_UNIT" | "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
    account = this.governance,
  ) {
    return async (
      entityIdentifier: string,
      policyType: ManagedPolicyType,
      principal: PolicyGrantPrincipal,
      detail: PolicyGrantDetail,
    ): Promise<void> => {
      const { datazone } = await this.hands(account);
      const on = { domainIdentifier, entityType, entityIdentifier, policyType };
      await datazone.send(new AddPolicyGrantCommand({ ...on, principal, detail }));
    };
  }

  /** Enables blueprints: one of them not as the account's others, one with a second grant. */
  private async member(built: BuiltDomain, account: string): Promise<void> {
    const { datazone } = await this.hands(account);
    const ids = await until(() => this.blueprintIds(account, built.id));
    const { provisioning, manageAccess } = memberRoles(account);
    const network = {
      VpcId: "vpc-0123456789abcdef0",
      Subnets: "subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2",
      S3Location: `s3://amazon-sagemaker-by-hand-${account}`,
    };
    const parameters: Record<(typeof BLUEPRINTS)[number], Record<string, string>> = {
      Tooling: { ...network, KmsKeyArn: `arn:aws:kms:${REGION}:${account}:key/11111111-1111-1111-1111-111111111111` },
      DataLake: { ...network, S3Location: `s3://our-lake-${account}/data` },
      LakehouseCatalog: {},
    };
    for (const name of BLUEPRINTS) {
      await datazone.send(
        new PutEnvironmentBlueprintConfigurationCommand({
          domainIdentifier: built.id,
          environmentBlueprintIdentifier: ids.get(name),
          enabledRegions: [REGION],
          provisioningRoleArn: provisioning,
          manageAccessRoleArn: manageAccess,
          regionalParameters: { [REGION]: parameters[name] },
        }),
      );
      const grant = this.granter(built.id, "ENVIRONMENT_BLUEPRINT_CONFIGURATION", account);
      const to = (domainUnit: string, includeChildDomainUnits: boolean) =>
        grant(
          `${account}:${ids.get(name)}`,
          "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
          {
            project: {
              projectDesignation: "CONTRIBUTOR",
              projectGrantFilter: { domainUnitFilter: { domainUnit, includeChildDomainUnits } },
            },
          },
          { createEnvironmentFromBlueprint: {} },
        );
      await to(built.rootId, true);
      if (name === "DataLake") await to(built.units.finance, false);
    }
  }

  private async blueprintIds(account: string, domainIdentifier: string): Promise<Map<string, string> | undefined> {
    try {
      const { datazone } = await this.hands(account);
      const { items = [] } = await datazone.send(
        new ListEnvironmentBlueprintsCommand({ domainIdentifier, managed: true }),
      );
      return new Map(items.map(({ name = "", id = "" }) => [name, id]));
    } catch {
      return undefined; // not associated yet
    }
  }

  private async projects(built: BuiltDomain, account: string): Promise<Record<string, string>> {
    const { datazone } = await this.hands(this.governance);
    const on = { domainIdentifier: built.id };
    const ending = account.slice(-2);
    const ids = (await this.blueprintIds(this.governance, built.id)) ?? new Map<string, string>();
    const pool = await datazone.send(
      new CreateAccountPoolCommand({
        ...on,
        name: `Pool ${ending}`,
        resolutionStrategy: "MANUAL",
        accountSource: {
          accounts: [{ awsAccountId: account, supportedRegions: [REGION], awsAccountName: `Member ${ending}` }],
        },
      }),
    );
    const profiles: string[] = [];
    for (const place of [
      { name: `Fixed ${ending}`, target: { awsAccount: { awsAccountId: account }, awsRegion: { regionName: REGION } } },
      { name: `Chosen ${ending}`, target: { accountPools: [pool.id ?? ""] } },
    ]) {
      const created = await datazone.send(
        new CreateProjectProfileCommand({
          ...on,
          name: place.name,
          description: "Tooling and a lakehouse",
          status: "ENABLED",
          domainUnitIdentifier: built.rootId,
          environmentConfigurations: configurations(ids, place.target),
        }),
      );
      profiles.push(created.id ?? "");
    }
    await this.granter(built.id, "DOMAIN_UNIT")(
      built.units.finance,
      "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      { group: { groupIdentifier: built.groups.analysts } },
      { createProjectFromProjectProfile: { includeChildDomainUnits: true, projectProfiles: profiles } },
    );
    const resolved = { awsAccountId: account, regionName: REGION, sourceAccountPoolId: pool.id };
    const made: Record<string, string> = {};
    for (const [index, projectProfileId] of profiles.entries()) {
      const name = `project-${index === 0 ? "fixed" : "chosen"}-${ending}`;
      const project = await datazone.send(
        new CreateProjectCommand({
          ...on,
          name,
          domainUnitId: built.units.reporting,
          projectProfileId,
          userParameters: ["Tooling", "Lakehouse"].map((environmentConfigurationName) => ({
            environmentConfigurationName,
            ...(index === 0 ? {} : { environmentResolvedAccount: resolved }),
          })),
        }),
      );
      await until(async () => {
        const live = await datazone.send(new GetProjectCommand({ ...on, identifier: project.id }));
        const status = live.environmentDeploymentDetails?.overallDeploymentStatus;
        if (status?.startsWith("FAILED")) throw new Error(JSON.stringify(live.environmentDeploymentDetails));
        return status === "SUCCESSFUL" ? live : undefined;
      });
      await datazone.send(
        new CreateProjectMembershipCommand({
          ...on,
          projectIdentifier: project.id,
          member: { groupIdentifier: built.groups.analysts },
          designation: "PROJECT_CONTRIBUTOR",
        }),
      );
      made[name] = project.id ?? "";
    }
    return made;
  }
}

function configurations(
  ids: ReadonlyMap<string, string>,
  target: Partial<EnvironmentConfiguration>,
): EnvironmentConfiguration[] {
  return [
    {
      name: "Tooling",
      environmentBlueprintId: ids.get("Tooling"),
      deploymentMode: "ON_CREATE",
      deploymentOrder: 0,
      configurationParameters: {
        parameterOverrides: [
          { name: "maxEbsVolumeSize", value: "100", isEditable: false },
          { name: "idleTimeoutInMinutes", value: "60", isEditable: true },
        ],
      },
      ...target,
    },
    {
      name: "Lakehouse",
      environmentBlueprintId: ids.get("DataLake"),
      // Without an order, which the service allows.
      deploymentMode: "ON_CREATE",
      ...target,
    },
  ];
}
