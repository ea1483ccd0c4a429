import {
  AddPolicyGrantCommand,
  CreateDomainCommand,
  CreateProjectProfileCommand,
  DataZoneClient,
  type EnvironmentConfiguration,
  GetDomainCommand,
  GetProjectCommand,
  ListEnvironmentBlueprintsCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { type Emulator, emulatorCredentials, type EmulatorOptions, startEmulator } from "../../../packages/emulator";
import { unverifiedAuthorization } from "../../../packages/emulator/identity";

export const GOVERNANCE = "111111111111";
export const MEMBER = "222222222222";
export const STRANGER = "333333333333";
export const REGION = "us-east-1";

/** Fast, and without Python: shapes are validated in `service-models.test.ts`. */
export const start = (options: EmulatorOptions = {}) =>
  startEmulator({
    validate: false,
    ...options,
    delays: { domain: 0, project: 20, cloudControl: 0, ...options.delays },
  });

export const clientConfig = (emulator: Emulator, account: string, role?: string) => ({
  endpoint: emulator.url,
  region: REGION,
  credentials: emulatorCredentials(account, role),
  maxAttempts: 1,
});

export const dataZone = (emulator: Emulator, account = GOVERNANCE, role?: string) =>
  new DataZoneClient(clientConfig(emulator, account, role));

/** A call of a service that the project has no SDK client for; throws `Error(code: message)`. */
export async function call(
  emulator: Emulator,
  account: string,
  service: string,
  request: { method?: string; path?: string; target?: string; body?: object },
): Promise<Record<string, unknown>> {
  const response = await fetch(emulator.url + (request.path ?? "/"), {
    method: request.method ?? "POST",
    headers: {
      authorization: unverifiedAuthorization(emulatorCredentials(account).accessKeyId, REGION, service),
      ...(request.target && { "x-amz-target": request.target }),
    },
    body: ["DELETE", "GET"].includes(request.method ?? "") ? undefined : JSON.stringify(request.body ?? {}),
  });
  const body = (await response.json()) as Record<string, unknown>;
  const code = response.headers.get("x-amzn-errortype");
  if (!response.ok) throw new Error(`${code}: ${String(body.message)}`);
  return body;
}

export async function createDomain(emulator: Emulator, name = "org") {
  const client = dataZone(emulator);
  const { id } = await client.send(
    new CreateDomainCommand({
      name,
      domainVersion: "V2",
      domainExecutionRole: `arn:aws:iam::${GOVERNANCE}:role/service-role/AmazonSageMakerDomainExecution`,
      serviceRole: `arn:aws:iam::${GOVERNANCE}:role/service-role/AmazonSageMakerDomainService`,
    }),
  );
  const domain = await client.send(new GetDomainCommand({ identifier: id }));
  return { id: domain.id!, arn: domain.arn!, rootId: domain.rootDomainUnitId! };
}

/** Shares a domain with accounts, the way the AWS provider does: share, then principal, then resource. */
export async function share(emulator: Emulator, domainArn: string, ...accounts: string[]): Promise<string> {
  const created = await call(emulator, GOVERNANCE, "ram", {
    path: "/createresourceshare",
    body: { name: "DataZone-test", allowExternalPrincipals: true },
  });
  const { resourceShareArn } = created.resourceShare as { resourceShareArn: string };
  for (const body of [{ principals: accounts }, { resourceArns: [domainArn] }])
    await call(emulator, GOVERNANCE, "ram", { path: "/associateresourceshare", body: { resourceShareArn, ...body } });
  return resourceShareArn;
}

export async function blueprintId(client: DataZoneClient, domainIdentifier: string, name: string): Promise<string> {
  const command = new ListEnvironmentBlueprintsCommand({ domainIdentifier, managed: true, name });
  return (await client.send(command)).items![0].id!;
}

/** Enables a blueprint in an account and grants its use to all projects of the domain. */
export async function enableBlueprint(
  emulator: Emulator,
  account: string,
  domain: { id: string; rootId: string },
  name: string,
): Promise<string> {
  const client = dataZone(emulator, account);
  const id = await blueprintId(client, domain.id, name);
  await client.send(
    new PutEnvironmentBlueprintConfigurationCommand({
      domainIdentifier: domain.id,
      environmentBlueprintIdentifier: id,
      enabledRegions: [REGION],
      provisioningRoleArn: `arn:aws:iam::${account}:role/service-role/AmazonSageMakerProvisioning`,
      manageAccessRoleArn: `arn:aws:iam::${account}:role/service-role/AmazonSageMakerManageAccess`,
      regionalParameters: { [REGION]: { S3Location: "s3://amazon-sagemaker-bucket/x" } },
    }),
  );
  await client.send(grantBlueprint(domain, account, id));
  return id;
}

export const grantBlueprint = (domain: { id: string; rootId: string }, account: string, id: string) =>
  new AddPolicyGrantCommand({
    domainIdentifier: domain.id,
    entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
    entityIdentifier: `${account}:${id}`,
    policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
    principal: {
      project: {
        projectDesignation: "CONTRIBUTOR",
        projectGrantFilter: { domainUnitFilter: { domainUnit: domain.rootId, includeChildDomainUnits: true } },
      },
    },
    detail: { createEnvironmentFromBlueprint: {} },
  });

export async function createProfile(
  client: DataZoneClient,
  domainIdentifier: string,
  environmentConfigurations: EnvironmentConfiguration[],
): Promise<string> {
  const command = new CreateProjectProfileCommand({
    domainIdentifier,
    name: "profile",
    status: "ENABLED",
    environmentConfigurations,
  });
  return (await client.send(command)).id!;
}

/** The first answer that is no refusal: however slow the machine is, an end that is due comes. */
export async function eventually<T>(ask: () => Promise<T>, attempts = 200): Promise<T> {
  for (let attempt = 1; attempt < attempts; attempt++) {
    const answer = await ask().then(
      (value) => ({ value }),
      () => undefined,
    );
    if (answer !== undefined) return answer.value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return ask();
}

/** The project once its deployment has ended. */
export async function deployedProject(client: DataZoneClient, domainIdentifier: string, identifier: string) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const project = await client.send(new GetProjectCommand({ domainIdentifier, identifier }));
    const status = project.environmentDeploymentDetails?.overallDeploymentStatus;
    if (status !== "PENDING_DEPLOYMENT" && status !== "IN_PROGRESS") return project;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`project ${identifier} does not finish`);
}
