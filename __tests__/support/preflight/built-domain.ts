import {
  AddPolicyGrantCommand,
  CreateDomainCommand,
  CreateGroupProfileCommand,
  CreateProjectCommand,
  CreateProjectProfileCommand,
  type DataZoneClient,
  type EnvironmentConfiguration,
  GetDomainCommand,
  GetProjectCommand,
  ListEnvironmentBlueprintsCommand,
  ListPolicyGrantsCommand,
  PutEnvironmentBlueprintConfigurationCommand,
  type PutEnvironmentBlueprintConfigurationCommandInput,
  RemovePolicyGrantCommand,
} from "@aws-sdk/client-datazone";
import { AssociateResourceShareCommand, CreateResourceShareCommand, type RAMClient } from "@aws-sdk/client-ram";
import { REGION } from "./grounds";

/** Clients of a role that may do everything in its account. */
export interface Hand {
  readonly datazone: DataZoneClient;
  readonly ram: RAMClient;
}

/** Accounts of a domain, and what its member's blueprints hold. */
export interface DomainPlan {
  readonly name: string;
  readonly owner: string;
  readonly member: string;
  readonly configuration: Pick<
    PutEnvironmentBlueprintConfigurationCommandInput,
    "manageAccessRoleArn" | "provisioningRoleArn" | "regionalParameters"
  >;
}

/** A domain with an associated member, two enabled blueprints, a profile and its grant, as a finished apply leaves it. */
export class BuiltDomain {
  private constructor(
    private readonly plan: DomainPlan,
    private readonly owner: Hand,
    private readonly member: Hand,
    readonly id: string,
    private readonly rootId: string,
  ) {}

  static async build(plan: DomainPlan, owner: Hand, member: Hand): Promise<BuiltDomain> {
    const role = (name: string): string => `arn:aws:iam::${plan.owner}:role/service-role/AmazonSageMaker${name}`;
    const { id = "" } = await owner.datazone.send(
      new CreateDomainCommand({
        name: plan.name,
        domainVersion: "V2",
        domainExecutionRole: role("DomainExecution"),
        serviceRole: role("DomainService"),
      }),
    );
    for (;;) {
      const {
        status,
        rootDomainUnitId = "",
        arn = "",
      } = await owner.datazone.send(new GetDomainCommand({ identifier: id }));
      if (status === "AVAILABLE") {
        await share(owner.ram, arn, plan.member);
        return new BuiltDomain(plan, owner, member, id, rootDomainUnitId);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async blueprint(name: string): Promise<string> {
    const command = new ListEnvironmentBlueprintsCommand({ domainIdentifier: this.id, managed: true, name });
    return (await this.owner.datazone.send(command)).items?.[0]?.id ?? "";
  }

  /** Writes the member's configuration of a blueprint; complete, but for what is overridden. */
  async put(name: string, overrides: Partial<PutEnvironmentBlueprintConfigurationCommandInput> = {}): Promise<void> {
    await this.member.datazone.send(
      new PutEnvironmentBlueprintConfigurationCommand({
        domainIdentifier: this.id,
        environmentBlueprintIdentifier: await this.blueprint(name),
        enabledRegions: [REGION],
        ...this.plan.configuration,
        ...overrides,
      }),
    );
  }

  private async onBlueprint(name: string) {
    return {
      domainIdentifier: this.id,
      entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION" as const,
      entityIdentifier: `${this.plan.member}:${await this.blueprint(name)}`,
      policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT" as const,
    };
  }

  async grantBlueprint(name: string): Promise<void> {
    const domainUnitFilter = { domainUnit: this.rootId, includeChildDomainUnits: true };
    await this.member.datazone.send(
      new AddPolicyGrantCommand({
        ...(await this.onBlueprint(name)),
        principal: { project: { projectDesignation: "CONTRIBUTOR", projectGrantFilter: { domainUnitFilter } } },
        detail: { createEnvironmentFromBlueprint: {} },
      }),
    );
  }

  async revokeBlueprint(name: string): Promise<void> {
    const on = await this.onBlueprint(name);
    const { grantList = [] } = await this.member.datazone.send(new ListPolicyGrantsCommand(on));
    for (const { principal, grantId } of grantList)
      await this.member.datazone.send(new RemovePolicyGrantCommand({ ...on, principal, grantIdentifier: grantId }));
  }

  async profile(name: string, configurations: readonly EnvironmentConfiguration[]): Promise<string> {
    const content = { name, status: "ENABLED" as const, environmentConfigurations: [...configurations] };
    const command = new CreateProjectProfileCommand({ domainIdentifier: this.id, ...content });
    return (await this.owner.datazone.send(command)).id ?? "";
  }

  async configuration(blueprint: string, values: Readonly<Record<string, string>> = {}) {
    const parameterOverrides = Object.entries(values).map(([name, value]) => ({ name, value, isEditable: true }));
    return {
      name: blueprint,
      environmentBlueprintId: await this.blueprint(blueprint),
      awsAccount: { awsAccountId: this.plan.member },
      awsRegion: { regionName: REGION },
      ...(blueprint === "S3Bucket"
        ? { deploymentMode: "ON_DEMAND" as const }
        : { deploymentMode: "ON_CREATE" as const, deploymentOrder: blueprint === "Tooling" ? 0 : 1 }),
      configurationParameters: { parameterOverrides },
    };
  }

  /** Lets a role of the domain's account create projects from a profile. */
  async grantProfile(profileId: string, role: string): Promise<void> {
    const rolePrincipalArn = `arn:aws:iam::${this.plan.owner}:role/${role}`;
    const group = new CreateGroupProfileCommand({ domainIdentifier: this.id, rolePrincipalArn });
    const { id: groupIdentifier = "" } = await this.owner.datazone.send(group);
    await this.owner.datazone.send(
      new AddPolicyGrantCommand({
        domainIdentifier: this.id,
        entityType: "DOMAIN_UNIT",
        entityIdentifier: this.rootId,
        policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        principal: { group: { groupIdentifier } },
        detail: {
          createProjectFromProjectProfile: { includeChildDomainUnits: true, projectProfiles: [profileId] },
        },
      }),
    );
  }

  /** A project of a profile, once its deployment has ended. */
  async project(name: string, projectProfileId: string): Promise<string> {
    const domainIdentifier = this.id;
    const command = new CreateProjectCommand({ domainIdentifier, name, projectProfileId });
    const { id: identifier = "" } = await this.owner.datazone.send(command);
    for (;;) {
      const project = await this.owner.datazone.send(new GetProjectCommand({ domainIdentifier, identifier }));
      const status = project.environmentDeploymentDetails?.overallDeploymentStatus;
      if (status !== "PENDING_DEPLOYMENT" && status !== "IN_PROGRESS") return identifier;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function share(ram: RAMClient, domainArn: string, member: string): Promise<void> {
  const created = await ram.send(
    new CreateResourceShareCommand({
      name: "DataZone-preflight",
      permissionArns: ["arn:aws:ram::aws:permission/AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceAccess"],
    }),
  );
  const resourceShareArn = created.resourceShare?.resourceShareArn;
  await ram.send(new AssociateResourceShareCommand({ resourceShareArn, principals: [member] }));
  await ram.send(new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [domainArn] }));
}
