import type {
  DataZoneClient,
  GetEnvironmentBlueprintConfigurationCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { keepReceived } from "../../../aws/received-answer";

/**
 * Members of a blueprint configuration that are newer than the pinned SDK (botocore 1.43.107 has them): it drops them from what
 * it receives and cannot send them. Put overwrites everything, so that a write which leaves them out erases them.
 *
 * Can go when @aws-sdk/client-datazone knows them (3.1048.0 is the newest that was published when this was written).
 */
export interface NewerMembers {
  /** In the form that Put takes: without the identifiers that the service gives. */
  readonly resourceConfigurations?: readonly object[];
  readonly allowUserProvidedConfigurations?: boolean;
}

/** Sends a Get and answers the members that the SDK drops. */
export async function newerMembersOf(
  client: DataZoneClient,
  command: GetEnvironmentBlueprintConfigurationCommand,
): Promise<NewerMembers> {
  const received = keepReceived(command);
  await client.send(command);
  return sendable(received());
}

/** Adds the members to a Put, before the length of its body is written down. */
export function withNewerMembers(
  command: PutEnvironmentBlueprintConfigurationCommand,
  members: NewerMembers,
): PutEnvironmentBlueprintConfigurationCommand {
  if (Object.keys(members).length === 0) return command;
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string | Uint8Array };
      const text = typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body);
      const content = JSON.parse(text) as object;
      request.body = JSON.stringify({ ...content, ...members });
      return next(args);
    },
    { step: "build", priority: "high", name: "sendNewerMembers" },
  );
  return command;
}

function sendable(received: Readonly<Record<string, unknown>>): NewerMembers {
  const { resourceConfigurations, allowUserProvidedConfigurations } = received;
  return {
    ...(Array.isArray(resourceConfigurations) && resourceConfigurations.length > 0
      ? { resourceConfigurations: resourceConfigurations.map(withoutIdentifier) }
      : {}),
    ...(typeof allowUserProvidedConfigurations === "boolean" ? { allowUserProvidedConfigurations } : {}),
  };
}

function withoutIdentifier(configuration: unknown): object {
  const { identifier: _, ...rest } = configuration as Record<string, unknown>;
  return rest;
}
