import type { ReadResponse, WriteResponse } from "../../../contracts/control-plane";
import type { Credentials } from "../../../aws/client-settings";
import { Clients } from "../../../functions/control-plane/clients";
import type { Clock } from "../../../functions/control-plane/engine/patience";
import { createHandler } from "../../../functions/control-plane/runtime";
import { type Emulator, emulatorCredentials, type EmulatorOptions, startEmulator } from "../../../packages/emulator";
import { type Configured, TerraformPair } from "../../unit/functions/support/terraform";

export const GOVERNANCE = "111111111111";
export const MEMBER = "222222222222";
export const REGION = "eu-west-1";
const ROLE = "control-plane";

/** Waits of minutes pass in seconds; the service's own delays are milliseconds. */
const SPEED = 20;
export const FAST_CLOCK: Clock = {
  now: () => Date.now() * SPEED,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / SPEED)),
};

/** The function in several accounts, through the real AWS SDK, on an emulator of its own. */
export class Landscape {
  private readonly functions = new Map<string, ReturnType<typeof createHandler>>();

  private constructor(public readonly emulator: Emulator) {}

  public static async start(options: EmulatorOptions = {}): Promise<Landscape> {
    const delays = { domain: 20, project: 10, ...options.delays };
    return new Landscape(
      await startEmulator({ validate: process.env.SMUS_EMULATOR_VALIDATE === "1", ...options, delays }),
    );
  }

  public stop(): Promise<void> {
    return this.emulator.stop();
  }

  /** Clients of a role in an account. */
  public clients(account: string, roleName = ROLE): Clients {
    return this.clientsWith(emulatorCredentials(account, roleName));
  }

  /** Clients of whoever has these keys. */
  public clientsWith(credentials: Credentials): Clients {
    return new Clients({
      endpoint: this.emulator.url,
      region: REGION,
      credentials,
      retryMode: "standard",
      maxAttempts: 2,
    });
  }

  /** Invokes an account's function. */
  public async invoke(account: string, event: object, qualifier: string, clock = FAST_CLOCK): Promise<unknown> {
    const cached = clock === FAST_CLOCK ? this.functions.get(account) : undefined;
    const run = cached ?? createHandler({ ledgerPrefix: "/smus/control-plane", clients: this.clients(account), clock });
    if (clock === FAST_CLOCK) this.functions.set(account, run);
    const invokedFunctionArn = `arn:aws:lambda:${REGION}:${account}:function:smus-control-plane:${qualifier}`;
    return run(JSON.parse(JSON.stringify(event)), { invokedFunctionArn, getRemainingTimeInMillis: () => 900_000 });
  }

  /** A resource as Terraform keeps it. */
  public pair(account: string, clock = FAST_CLOCK): TerraformPair {
    return new TerraformPair((event, qualifier) => this.invoke(account, event, qualifier, clock));
  }

  /** Creates something and answers what Terraform got. */
  public async create(account: string, desired: Configured): Promise<WriteResponse> {
    const pair = this.pair(account);
    await pair.apply(desired);
    return pair.result as WriteResponse;
  }

  public async read(account: string, desired: Configured): Promise<ReadResponse> {
    return this.pair(account).read(desired);
  }

  /** Counts how often the service carried an operation out. */
  public calls(operation: string): number {
    return this.emulator.log.list().filter((call) => call.operation === operation).length;
  }

  /** Shares a domain with an account, as an accepted RAM share does. */
  public associate(domainId: string, account = MEMBER): void {
    const association = (entity: string, type: "PRINCIPAL" | "RESOURCE") => ({
      entity,
      type,
      external: false,
      createdAt: 0,
      associatedAt: 0,
    });
    const state = this.emulator.store.state<{ shares: Record<string, unknown> }>("ram", GOVERNANCE, REGION, () => ({
      shares: {},
      invitations: {},
    }));
    state.shares[`${domainId}-${account}`] = {
      account: GOVERNANCE,
      region: REGION,
      associations: [
        association(account, "PRINCIPAL"),
        association(`arn:aws:datazone:${REGION}:${GOVERNANCE}:domain/${domainId}`, "RESOURCE"),
      ],
    };
  }

  /** A domain in the governance account. */
  public async domain(key = "shared/domain", overrides: object = {}): Promise<{ id: string; root: string }> {
    const { id, attributes } = await this.create(GOVERNANCE, domain(key, overrides));
    return { id, root: attributes.rootDomainUnitId };
  }
}

/** A domain as a configuration says it. */
export function domain(key = "shared/domain", overrides: object = {}): Configured {
  return {
    kind: "Domain",
    key,
    properties: {
      name: key.replace("/", "-"),
      domainExecutionRoleArn: roleArn("AmazonSageMakerDomainExecution"),
      serviceRoleArn: roleArn("AmazonSageMakerDomainService"),
      singleSignOn: { type: "DISABLED" },
      tags: { "smus:stage": "shared" },
      ...overrides,
    },
  };
}

/** A role of an account under the service role path. */
export function roleArn(name: string, account = GOVERNANCE): string {
  return `arn:aws:iam::${account}:role/service-role/${name}`;
}

/** Configuration with some properties changed. */
export function changed(desired: Configured, properties: object): Configured {
  return { ...desired, properties: { ...desired.properties, ...properties } };
}
