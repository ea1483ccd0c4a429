import {
  CreateProjectCommand,
  CreateProjectProfileCommand,
  type CreateProjectCommandInput,
  type DataZoneClient,
  type EnvironmentConfiguration,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import type { Emulator, EmulatorOptions } from "../../../../packages/emulator";
import {
  blueprintId,
  createDomain,
  dataZone,
  deployedProject,
  grantBlueprint,
  MEMBER,
  REGION,
  share,
  start,
} from "../harness";

export const IN_MEMBER = { awsAccount: { awsAccountId: MEMBER }, awsRegion: { regionName: REGION } };
export const COMPLETE = {
  S3Location: "s3://amazon-sagemaker-bucket",
  KmsKeyArn: "key",
  VpcId: "vpc-1",
  Subnets: "a,b",
};

type Put = ConstructorParameters<typeof PutEnvironmentBlueprintConfigurationCommand>[0];

/** A domain with an associated member account, as the road to a first project has it. */
export class World {
  private constructor(
    readonly emulator: Emulator,
    readonly domain: { id: string; arn: string; rootId: string },
    readonly owner: DataZoneClient,
    readonly member: DataZoneClient,
  ) {}

  static async start(delays: EmulatorOptions["delays"] = {}): Promise<World> {
    const emulator = await start({ delays });
    const domain = await createDomain(emulator);
    await new Promise((resolve) => setTimeout(resolve, delays?.domain ?? 0));
    await share(emulator, domain.arn, MEMBER);
    return new World(emulator, domain, dataZone(emulator), dataZone(emulator, MEMBER));
  }

  stop = (): Promise<void> => this.emulator.stop();
  blueprint = (name: string): Promise<string> => blueprintId(this.owner, this.domain.id, name);

  /** Writes a blueprint's configuration in the member account; complete, but for what is overridden. */
  async put(name: string, overrides: Partial<Put> = {}): Promise<string> {
    const id = await this.blueprint(name);
    const complete = {
      domainIdentifier: this.domain.id,
      environmentBlueprintIdentifier: id,
      enabledRegions: [REGION],
      manageAccessRoleArn: `arn:aws:iam::${MEMBER}:role/service-role/AmazonSageMakerManageAccess`,
      provisioningRoleArn: `arn:aws:iam::${MEMBER}:role/service-role/AmazonSageMakerProvisioning`,
      regionalParameters: { [REGION]: COMPLETE },
    };
    await this.member.send(new PutEnvironmentBlueprintConfigurationCommand({ ...complete, ...overrides }));
    return id;
  }

  /** Writes a configuration and lets every project use the blueprint. */
  async enable(name: string, overrides: Partial<Put> = {}): Promise<string> {
    const id = await this.put(name, overrides);
    await this.member.send(grantBlueprint(this.domain, MEMBER, id));
    return id;
  }

  /** One environment configuration of a blueprint in the member account. */
  async configuration(name: string, overrides: Partial<EnvironmentConfiguration> = {}) {
    const order = overrides.deploymentMode === "ON_DEMAND" ? {} : { deploymentOrder: 1 };
    return { name, environmentBlueprintId: await this.blueprint(name), ...IN_MEMBER, ...order, ...overrides };
  }

  async profile(configurations: EnvironmentConfiguration[], name = "profile"): Promise<string> {
    const content = { name, status: "ENABLED" as const, environmentConfigurations: configurations };
    const command = new CreateProjectProfileCommand({ domainIdentifier: this.domain.id, ...content });
    return (await this.owner.send(command)).id!;
  }

  create = (projectProfileId: string, input: Partial<CreateProjectCommandInput> = {}) =>
    this.owner.send(
      new CreateProjectCommand({ domainIdentifier: this.domain.id, name: "project", projectProfileId, ...input }),
    );

  /** A project of a profile, once its deployment has ended. */
  async project(projectProfileId: string, input: Partial<CreateProjectCommandInput> = {}) {
    return deployedProject(this.owner, this.domain.id, (await this.create(projectProfileId, input)).id!);
  }
}

/** Overrides of parameters as a profile has them. */
export const overrides = (values: Readonly<Record<string, string | undefined>>) => ({
  configurationParameters: {
    parameterOverrides: Object.entries(values).map(([name, value]) => ({ name, value, isEditable: true })),
  },
});
