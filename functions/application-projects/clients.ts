import { DataZoneClient } from "@aws-sdk/client-datazone";
import { ADAPTIVE, ONCE } from "../../aws/client-settings";
import { makeStoreClients, type StoreClients } from "../application-store/clients";

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients extends StoreClients {
  readonly datazone: DataZoneClient;
  /** For creations, which have no client token. */
  readonly datazoneOnce: DataZoneClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    ...makeStoreClients(),
    // The service takes three writes of projects and members a second, which other programs share.
    datazone: new DataZoneClient(ADAPTIVE),
    datazoneOnce: new DataZoneClient(ONCE),
  };
}
