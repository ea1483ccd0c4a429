import {
  CancelSubscriptionCommand,
  CreateListingChangeSetCommand,
  type DataZoneClient,
  DeleteDataSourceCommand,
  DeleteEnvironmentCommand,
  DeleteProjectCommand,
  RevokeSubscriptionCommand,
} from "@aws-sdk/client-datazone";
import type { Part, ServiceRefusal } from "../../../governance/project-requests";
import type { ProjectDomain } from "./domain";
import { orRefusal, unlessDone } from "./refusals";

/** Faults of removals that were carried out before. */
const GONE = "ResourceNotFoundException";
const ENDED = "ConflictException";

/** Takes a part of a project away. */
export function removePart({ client, settings }: ProjectDomain, part: Part): Promise<ServiceRefusal> {
  return orRefusal(() => unlessDone(() => removal(client, settings.domainId, part), GONE, ENDED));
}

function removal(client: DataZoneClient, domainIdentifier: string, { kind, id: identifier }: Part): Promise<unknown> {
  const on = { domainIdentifier, identifier };
  switch (kind) {
    case "subscription-of-others":
      return client.send(new RevokeSubscriptionCommand({ ...on, retainPermissions: false }));
    case "own-subscription":
      return client.send(new CancelSubscriptionCommand(on));
    case "publication": {
      const change = { entityIdentifier: identifier, entityType: "ASSET", action: "UNPUBLISH" } as const;
      return client.send(new CreateListingChangeSetCommand({ domainIdentifier, ...change }));
    }
    case "data-source":
      return client.send(new DeleteDataSourceCommand(on));
    case "environment":
      return client.send(new DeleteEnvironmentCommand(on));
  }
}

/** Deletes a project with everything that is still in it. */
export function deleteProject({ client, settings }: ProjectDomain, identifier: string): Promise<ServiceRefusal> {
  const on = { domainIdentifier: settings.domainId, identifier, skipDeletionCheck: true };
  return orRefusal(() => unlessDone(() => client.send(new DeleteProjectCommand(on)), GONE));
}
