import { GetRuleCommand, ListRulesCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { Clients } from "./clients";
import { termName } from "./handlers/term-names";

/** A rule on publishing that is in force for a project. */
export interface PublishingRule {
  readonly name: string;
  /** Absent: all. */
  readonly assetTypes?: readonly string[];
  /** Names of forms. */
  readonly forms: readonly string[];
  readonly terms: readonly { readonly id: string; readonly name: string }[];
}

/** Rules on publishing of a unit, and of those above that include their children, which are about a project. */
export async function publishingRules(
  clients: Clients,
  domainIdentifier: string,
  unitId: string,
  projectId: string,
): Promise<PublishingRule[]> {
  const summaries = await allPages(
    (nextToken) =>
      clients.datazone().send(
        new ListRulesCommand({
          ...{ domainIdentifier, targetType: "DOMAIN_UNIT", targetIdentifier: unitId, includeCascaded: true },
          ...{ action: "CREATE_LISTING_CHANGE_SET", nextToken },
        }),
      ),
    (page) => page.items,
  );
  const rules: PublishingRule[] = [];
  for (const { identifier, name = "", scope } of summaries) {
    const { project, assetType } = scope ?? {};
    if (project?.selectionMode === "SPECIFIC" && !project.specificProjects?.includes(projectId)) continue;
    // A rule without asset types is about data products alone.
    if (assetType === undefined) continue;
    const { detail } = await clients.datazone().send(new GetRuleCommand({ domainIdentifier, identifier }));
    const { metadataFormEnforcementDetail: forms, glossaryTermEnforcementDetail: terms } = detail ?? {};
    rules.push({
      name,
      assetTypes: assetType.selectionMode === "SPECIFIC" ? assetType.specificAssetTypes : undefined,
      forms: (forms?.requiredMetadataForms ?? []).map(({ typeIdentifier = "" }) => typeIdentifier),
      terms: await named(clients, domainIdentifier, terms?.requiredGlossaryTermIds ?? []),
    });
  }
  return rules;
}

function named(clients: Clients, domainId: string, ids: readonly string[]): Promise<PublishingRule["terms"]> {
  return Promise.all(ids.map(async (id) => ({ id, name: await termName(clients, domainId, id) })));
}
