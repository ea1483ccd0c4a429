import { ListProjectProfilesCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { ProjectDomain } from "./domain";

/**
 * Project profiles by the keys that people use. The configuration knows their names; their ids come into being when their stage is
 * applied, which may be after the function was deployed.
 */
export class Profiles {
  private listed: Promise<ReadonlyMap<string, string>> | undefined;

  public constructor(private readonly domain: Pick<ProjectDomain, "client" | "settings">) {}

  /** Id of a profile; nothing where the configuration or the service does not have it. */
  public async idOf(key: string): Promise<string | undefined> {
    const { profiles } = this.domain.settings.names;
    if (!Object.hasOwn(profiles, key)) return undefined;
    const name = profiles[key];
    return (await this.ids()).get(name) ?? (await this.ids(true)).get(name);
  }

  /** Key of a profile; its id where the configuration has none. */
  public async keyOf(id: string): Promise<string> {
    const { profiles } = this.domain.settings.names;
    const keyIn = (ids: ReadonlyMap<string, string>): string | undefined =>
      Object.keys(profiles).find((key) => ids.get(profiles[key]) === id);
    return keyIn(await this.ids()) ?? keyIn(await this.ids(true)) ?? id;
  }

  /** Ids by name and by id. What is not known is asked for again: a stage may have been applied since. */
  private ids(anew = false): Promise<ReadonlyMap<string, string>> {
    if (anew) this.listed = undefined;
    this.listed ??= this.list().catch((error: unknown) => {
      this.listed = undefined;
      throw error;
    });
    return this.listed;
  }

  private async list(): Promise<ReadonlyMap<string, string>> {
    const { client, settings } = this.domain;
    const found = await allPages(
      (nextToken) => client.send(new ListProjectProfilesCommand({ domainIdentifier: settings.domainId, nextToken })),
      ({ items }) => items,
    );
    const ids = new Map<string, string>();
    for (const { id = "", name = "" } of found) ids.set(id, id).set(name, id);
    return ids;
  }
}
