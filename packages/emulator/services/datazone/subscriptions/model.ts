import type { FormInput } from "@aws-sdk/client-datazone";
import type { Call } from "../../../service";
import type { Domain } from "../model";
import { dropOrphans } from "../project-sources";

/** A request of a project to subscribe to a listing. */
export interface SubscriptionRequest {
  id: string;
  /** Project that asks. */
  projectId: string;
  listingId: string;
  /** Revision of the listing when it was asked for. */
  listingRevision: number;
  reason: string;
  forms: FormInput[];
  status: "PENDING";
  clientToken?: string;
  createdAt: string;
  createdBy: string;
}

/** Requests of a domain, by their ids; those of a deleted project are gone. */
export function requestsOf(domain: Domain, call: Call): Record<string, SubscriptionRequest> {
  const domains = call.emulator.store.state<Record<string, Record<string, SubscriptionRequest>>>(
    "datazone-subscriptions",
    domain.account,
    domain.region,
    () => ({}),
  );
  const requests = (domains[domain.id] ??= {});
  dropOrphans(domain, requests);
  return requests;
}
