import { type EnvironmentSummary, ListEnvironmentsCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { DomainAccess } from "./settings";

/**
 * Environments of projects as one run reads them. It remembers what it has read, for a second look a moment later: the service bears
 * eight such reads a second, and three decisions. What could not be read is not remembered. No two runs share one.
 */
export class EnvironmentsOfRun {
  private readonly seen = new Map<string, readonly EnvironmentSummary[]>();

  public constructor(private readonly access: Pick<DomainAccess, "client" | "domainId">) {}

  /** Reads the environments of a project as they are now. */
  public async read(projectIdentifier: string): Promise<readonly EnvironmentSummary[]> {
    const { client, domainId } = this.access;
    const found = await allPages(
      (nextToken) =>
        client.send(new ListEnvironmentsCommand({ domainIdentifier: domainId, projectIdentifier, nextToken })),
      ({ items }) => items,
    );
    this.seen.set(projectIdentifier, found);
    return found;
  }

  /** Environments of a project as this run has read them before; else as they are now. */
  public async remembered(projectIdentifier: string): Promise<readonly EnvironmentSummary[]> {
    return this.seen.get(projectIdentifier) ?? this.read(projectIdentifier);
  }
}
