import type { ResolvedApplication, Stage } from "../configuration/model";
import { jsonTemplate, type TemplateValue } from "../modules/expression";
import { askingRolesOf, namesOf, requestFormOf, type NamedObjects } from "./access-settings-document";

/** Text, with expressions, of the settings of the function behind the HTTP API. Its own schema checks it when it starts. */
export function apiSettingsDocument(
  stage: Stage,
  { api, accessRules, issuer }: ResolvedApplication & { readonly issuer: string },
  objects: NamedObjects,
): string {
  if (api === undefined) throw new Error(`the application of stage ${stage.name} has no API`);
  const { clientId, audiences, tokenUse, scopes, resource, origins, groupsClaim, userNameClaim, groups, machines } =
    api.identity;
  const document = {
    identity: {
      issuer,
      audiences: audiences ?? [clientId],
      ...(tokenUse === undefined ? {} : { tokenUse }),
      claims: { groups: groupsClaim, userName: userNameClaim },
      groups: Object.fromEntries(
        Object.entries(groups).map(([name, { group, ...standing }]) => [
          name,
          { ...standing, ...(group === undefined ? {} : { profileId: objects.domain.groupId(group) }) },
        ]),
      ),
      machines,
    },
    portal: { clientId, scopes, title: api.title, origins, ...(resource === undefined ? {} : { resource }) },
    rules: accessRules,
    ...requestFormOf(accessRules, objects),
    askingRoles: askingRolesOf(stage),
    ...namesOf(stage, objects),
  };
  return jsonTemplate(document as unknown as TemplateValue);
}
