import { DataZoneClient } from "@aws-sdk/client-datazone";
import { LakeFormationClient } from "@aws-sdk/client-lakeformation";
import { SSMClient } from "@aws-sdk/client-ssm";
import { CodeConnectionsReader } from "../../aws/clients/code-connections";
import { ADAPTIVE, type ClientSettings, endpointOf, ONCE, STANDARD } from "../../aws/client-settings";

/**
 * The AWS clients of one function instance: made when first asked for, kept over invocations.
 *
 * Region and endpoint come from the environment (`AWS_ENDPOINT_URL` and its per-service forms are the SDK's own).
 * Adaptive retry for DataZone, which allows 3 writes per second per account and Region while Terraform runs several:
 * it slows the whole client down for a while. The others allow tens of calls, so backing off is enough (standard).
 */
export class Clients {
  private readonly made = new Map<string, unknown>();

  public constructor(private readonly settings: ClientSettings = {}) {}

  /** DataZone in the domain's Region. */
  public datazone(): DataZoneClient {
    return this.client("datazone", () => new DataZoneClient({ ...ADAPTIVE, ...this.settings }));
  }

  /**
   * DataZone without retries of the SDK: for creations, which have no client token.
   *
   * A repeated creation after a lost answer makes a second object; the engine looks before it repeats.
   */
  public datazoneOnce(): DataZoneClient {
    return this.client("datazone-once", () => new DataZoneClient({ ...this.settings, ...ONCE }));
  }

  /** Systems Manager, for the ledger. */
  public ssm(): SSMClient {
    return this.client("ssm", () => new SSMClient(this.standard()));
  }

  /** Lake Formation; its settings are per Region. */
  public lakeFormation(region: string): LakeFormationClient {
    return this.client(`lakeformation-${region}`, () => new LakeFormationClient({ ...this.standard(), region }));
  }

  /** AWS CodeConnections in the domain's Region, as whom and where the ledger is read. */
  public codeConnections(): CodeConnectionsReader {
    return this.client("codeconnections", () => {
      const { credentials, region } = this.ssm().config;
      const { endpoint } = { ...endpointOf("CODECONNECTIONS", process.env), ...this.settings };
      return new CodeConnectionsReader({ credentials, region, endpoint });
    });
  }

  private standard(): ClientSettings {
    const { retryMode } = STANDARD;
    return { ...STANDARD, ...this.settings, retryMode };
  }

  private client<T>(key: string, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key) as T;
  }
}
