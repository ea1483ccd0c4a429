import {
  type DataZoneClient,
  GetAssetCommand,
  GetGlossaryTermCommand,
  GetProjectCommand,
  GetRuleCommand,
  ListRulesCommand,
} from "@aws-sdk/client-datazone";
import type { Credentials } from "../../../aws/client-settings";
import { allPages } from "../../../aws/pages";
import { isAbout, publishingRule, type PublishingRule } from "../../../governance/assets";
import type { Assets, ProjectHand } from "../services-of-assets";
import { DataZoneHand } from "./as-project/project-hand";
import type { AskingRoles } from "./asking-roles";
import { Kept } from "./kept";
import { orUnknown } from "./unknown";

/** Seconds for which names of terms are kept. */
const NAME_SECONDS = 600;

/** Parts with which assets of a domain are read. */
export interface AssetsParts {
  readonly domainId: string;
  /** `<glossary>/<term>` by the term's id, as far as the configuration has it. */
  readonly terms: Readonly<Record<string, string>>;
  readonly roles: Pick<AskingRoles, "session">;
  /** Client that calls as a role. */
  readonly clientAs: (keys: Credentials) => DataZoneClient;
  readonly clock: () => string;
}

/** Assets of the projects of a DataZone domain. */
export class DataZoneAssets implements Assets {
  private readonly termNames: Kept<string>;

  public constructor(
    private readonly client: DataZoneClient,
    private readonly parts: AssetsParts,
  ) {
    this.termNames = new Kept(parts.clock, NAME_SECONDS);
  }

  public async ownerOf(identifier: string): Promise<string | undefined> {
    const { domainId: domainIdentifier } = this.parts;
    const asset = await orUnknown(() => this.client.send(new GetAssetCommand({ domainIdentifier, identifier })));
    return asset?.owningProjectId;
  }

  public async rulesFor(projectId: string): Promise<PublishingRule[]> {
    const { domainId: domainIdentifier } = this.parts;
    const project = await this.client.send(new GetProjectCommand({ domainIdentifier, identifier: projectId }));
    const about = { targetType: "DOMAIN_UNIT", targetIdentifier: project.domainUnitId, includeCascaded: true } as const;
    const summaries = await allPages(
      (nextToken) =>
        this.client.send(
          new ListRulesCommand({ domainIdentifier, ...about, action: "CREATE_LISTING_CHANGE_SET", nextToken }),
        ),
      ({ items }) => items,
    );
    const rules: PublishingRule[] = [];
    for (const { identifier, name = "", scope = {} } of summaries) {
      if (!isAbout(scope, projectId)) continue;
      const { detail } = await this.client.send(new GetRuleCommand({ domainIdentifier, identifier }));
      rules.push(publishingRule(name, scope, detail ?? {}));
    }
    return rules;
  }

  public termName(identifier: string): Promise<string> {
    const { domainId: domainIdentifier, terms } = this.parts;
    if (Object.hasOwn(terms, identifier)) return Promise.resolve(terms[identifier]);
    return this.termNames.of(identifier, async () => {
      const term = await orUnknown(() =>
        this.client.send(new GetGlossaryTermCommand({ domainIdentifier, identifier })),
      );
      return term?.name ?? identifier;
    });
  }

  public async handIn(projectId: string, session: string): Promise<ProjectHand | undefined> {
    const { domainId, roles, clientAs } = this.parts;
    const keys = await roles.session(projectId, session);
    return keys && new DataZoneHand({ domainId, projectId, keys, clientAs });
  }
}
