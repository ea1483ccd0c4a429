import type { ResolvedApplication, Stage } from "../configuration/model";
import type { AccessSettings } from "../contracts/application/access-settings";
import { askingRoleArnPrefix } from "../contracts/names";
import { jsonTemplate, type TemplateValue } from "../modules/expression";
import type { DomainReferences } from "./domain-references";
import type { VocabularyReferences } from "./vocabulary-references";

/** Minutes after which the function looks again at what the service works on. */
const LOOK_AGAIN_MINUTES = 1;

/** The domain and its vocabulary as the application's stack reads them. */
export interface NamedObjects {
  readonly domain: DomainReferences;
  readonly vocabulary: VocabularyReferences;
}

/** Text, with expressions, of the settings of the function that settles requests for access. */
export function accessSettingsDocument(
  stage: Stage,
  application: ResolvedApplication,
  stages: readonly Stage[],
  { domain, vocabulary }: NamedObjects,
): string {
  const { objectLock } = application.evidence;
  const settings: AccessSettings = {
    format: 1,
    domainId: domain.domainId,
    ...namesOf(stage, { domain, vocabulary }),
    assetTypes: fromKeys(Object.keys(stage.vocabulary?.assetTypes ?? {}), (type) => vocabulary.assetTypeName(type)),
    stagesByAccount: stagesByAccount(stages.filter(({ domainStage }) => domainStage === stage.name)),
    groupRoles: groupRoles(stage),
    policy: { expiryReminderDays: application.expiryReminderDays, lookAgainMinutes: LOOK_AGAIN_MINUTES },
    ...requestFormOf(application.accessRules, { vocabulary }),
    ...(application.api === undefined ? {} : { askingRoles: askingRolesOf(stage) }),
    ...(objectLock === undefined ? {} : { evidenceLock: objectLock }),
    rules: application.accessRules,
  };
  return jsonTemplate(settings as unknown as TemplateValue);
}

/** Form of a request that says what is wished, by the name of its type; nothing where there is none. */
export function requestFormOf(
  { requestForm }: ResolvedApplication["accessRules"],
  { vocabulary }: Pick<NamedObjects, "vocabulary">,
): Pick<AccessSettings, "requestForm"> {
  if (requestForm === undefined) return {};
  const { form, ...fields } = requestForm;
  return { requestForm: { typeName: vocabulary.formName(form), ...fields } };
}

/** Text with which the ARNs of the roles begin that ask for projects. */
export function askingRolesOf({ environment: { organization }, governance }: Stage): string {
  return askingRoleArnPrefix(organization.partition, governance.id, organization.namePrefix);
}

/** Ids of terms and units by the keys that rules use. */
export function namesOf(
  stage: Stage,
  { domain, vocabulary }: NamedObjects,
): Pick<AccessSettings, "termIds" | "unitIds"> {
  return {
    termIds: fromKeys(termsOf(stage), (term) => vocabulary.termId(term)),
    unitIds: fromKeys(["root", ...Object.keys(stage.domain.units)], (unit) => domain.unitId(unit)),
  };
}

/** Names of units for people by key; the root unit has the domain's. */
export function unitNamesOf({ domain }: Stage): Record<string, string> {
  return { root: domain.name, ...fromKeys(Object.keys(domain.units), (key) => domain.units[key].name) };
}

const termsOf = ({ vocabulary }: Stage): string[] =>
  Object.entries(vocabulary?.glossaries ?? {}).flatMap(([glossary, { terms }]) =>
    Object.keys(terms).map((term) => `${glossary}/${term}`),
  );

/** Stage of each account that one stage of the domain alone provisions: in an account of several, a project has none. */
function stagesByAccount(stages: readonly Stage[]): Record<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { name, accounts } of stages)
    for (const { id, hostsProjects } of Object.values(accounts))
      if (hostsProjects) found.set(id, (found.get(id) ?? new Set()).add(name));
  return Object.fromEntries([...found].flatMap(([id, names]) => (names.size === 1 ? [[id, [...names][0]]] : [])));
}

const groupRoles = ({ domain }: Stage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(domain.groups).flatMap(([key, group]) =>
      "rolePrincipalArn" in group ? [[key, group.rolePrincipalArn]] : [],
    ),
  );

const fromKeys = (keys: readonly string[], value: (key: string) => string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));
