import { DataZoneClient } from "@aws-sdk/client-datazone";
import { ADAPTIVE } from "../../aws/client-settings";
import { makeStoreClients, type StoreClients } from "../application-store/clients";

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients extends StoreClients {
  readonly datazone: DataZoneClient;
  /** For what changes requests, subscriptions and grants: the rate that it finds for them slows no read. */
  readonly decisions: DataZoneClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    ...makeStoreClients(),
    // The service takes eight reads of a kind a second, and three decisions, which other programs share. A client that the service has
    // refused a call slows down as a whole: one for both would read at the rate of decisions.
    datazone: new DataZoneClient(ADAPTIVE),
    decisions: new DataZoneClient(ADAPTIVE),
  };
}
