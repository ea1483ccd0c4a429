import type { ResolvedApplication, Stage } from "../configuration/model";
import type { ConfiguredPublication } from "../contracts/application/api-settings";
import { jsonTemplate, type TemplateValue } from "../modules/expression";
import { askingRolesOf, namesOf, requestFormOf, unitNamesOf, type NamedObjects } from "./access-settings-document";

/**
 * Text, with expressions, of the settings of the function behind the HTTP API. Its own schema checks it when it starts.
 *
 * @param stages - All stages of the organization: standing projects of each stage of the domain are in it.
 */
export function apiSettingsDocument(
  stage: Stage,
  { api, accessRules, issuer }: ResolvedApplication & { readonly issuer: string },
  stages: readonly Stage[],
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
    publications: publicationsOf(stages.filter(({ domainStage }) => domainStage === stage.name)),
    ...namesOf(stage, objects),
    unitNames: unitNamesOf(stage),
  };
  return jsonTemplate(document as unknown as TemplateValue);
}

/** Publications that the stages of a domain decide on. Ids of projects of other stages are not known here; their names are. */
function publicationsOf(stages: readonly Stage[]): ConfiguredPublication[] {
  return stages.flatMap(({ name: stage, projects }) =>
    Object.entries(projects).flatMap(([key, { name, assets }]) =>
      Object.entries(assets).flatMap(([asset, { externalIdentifier, published }]) => {
        const at = `stage ${stage}, projects.${key}.assets.${asset}.published`;
        return published === undefined ? [] : [{ project: name, externalIdentifier, published, at }];
      }),
    ),
  );
}
