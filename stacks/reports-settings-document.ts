import type { Stage } from "../configuration/model";
import { expectedRights, peopleRoles } from "../configuration/resolve";
import { askingRolesOf } from "./access-settings-document";
import { jsonTemplate, type TemplateValue } from "../modules/expression";

/**
 * Text of the settings of the function that writes the reports: rights that the configuration gives, and roles whose sessions are people.
 * Its own schema checks it when it starts. Costs and policies of accounts are left out: no role for them is in the configuration.
 */
export function reportsSettingsDocument(stage: Stage, stages: readonly Stage[]): string {
  const document = {
    peopleRoles: peopleRoles(stage),
    ...(stage.application?.api === undefined ? {} : { askingRoles: askingRolesOf(stage) }),
    rights: expectedRights(stage, stages),
  };
  return jsonTemplate(document as unknown as TemplateValue);
}
