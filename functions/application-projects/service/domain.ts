import type { DataZoneClient } from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import type { DomainSettings } from "../settings";

/** A domain, and who asks it. */
export interface ProjectDomain {
  readonly client: DataZoneClient;
  /** Client without retries of the SDK: for creations, which have no client token. */
  readonly once: DataZoneClient;
  readonly settings: DomainSettings;
}

/** The answer; nothing where the service says that there is no such thing. */
export async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
