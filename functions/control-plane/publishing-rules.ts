import { GetRuleCommand, ListRulesCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import { isAbout, publishingRule, type PublishingRule } from "../../governance/assets";
import type { Clients } from "./clients";

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
  for (const { identifier, name = "", scope = {} } of summaries) {
    if (!isAbout(scope, projectId)) continue;
    const { detail } = await clients.datazone().send(new GetRuleCommand({ domainIdentifier, identifier }));
    rules.push(publishingRule(name, scope, detail ?? {}));
  }
  return rules;
}
