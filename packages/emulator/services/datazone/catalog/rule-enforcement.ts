import type { RuleAction } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import type { Call } from "../../../service";
import { unitAndAncestors } from "../domain-units";
import type { Domain } from "../model";
import { projectOf } from "../projects";
import { catalogOf, type Rule } from "./model";

/** Asset that an action is about. */
export interface RuleSubject {
  readonly projectId: string;
  readonly typeIdentifier: string;
}

/** Metadata that a publication or a request carries: names of form types, ids of terms. */
export interface Carried {
  readonly formTypes: readonly string[];
  readonly terms: readonly string[];
}

/**
 * Refuses an action on an asset that does not carry what the rules in force demand.
 *
 * @throws ServiceError ValidationException that names every rule with what is missing
 */
export function enforceRules(
  domain: Domain,
  action: RuleAction,
  subject: RuleSubject,
  carried: Carried,
  call: Call,
): void {
  const missing = rulesInForce(domain, action, subject, call).flatMap((rule) => {
    const lacks = lacking(rule, carried);
    return lacks.length === 0 ? [] : [`rule ${rule.name} requires ${lacks.join(", ")}`];
  });
  if (missing.length > 0) throw validationError(`Metadata rules are not met: ${missing.join("; ")}`);
}

/** Rules of the unit of the asset's project, and of units above it that include their children, whose scope has the asset. */
function rulesInForce(domain: Domain, action: RuleAction, subject: RuleSubject, call: Call): Rule[] {
  const { domainUnitId } = projectOf(domain, subject.projectId, call);
  const [own, ...above] = unitAndAncestors(domain, domainUnitId).map(({ id }) => id);
  return Object.values(catalogOf(domain).rules).filter((rule) => {
    const { domainUnitId: unit = "", includeChildDomainUnits = false } = rule.target.domainUnitTarget ?? {};
    const reaches = unit === own || (includeChildDomainUnits && above.includes(unit));
    return reaches && rule.action === action && inScope(rule, subject);
  });
}

function inScope({ scope }: Rule, { projectId, typeIdentifier }: RuleSubject): boolean {
  const { assetType, project } = scope;
  const ofType = assetType?.selectionMode !== "SPECIFIC" || assetType.specificAssetTypes?.includes(typeIdentifier);
  const ofProject = project?.selectionMode !== "SPECIFIC" || project.specificProjects?.includes(projectId);
  return assetType !== undefined && ofType === true && ofProject === true;
}

function lacking({ detail }: Rule, { formTypes, terms }: Carried): string[] {
  const { metadataFormEnforcementDetail: forms, glossaryTermEnforcementDetail: demanded } = detail;
  return [
    ...(forms?.requiredMetadataForms ?? [])
      .filter(({ typeIdentifier = "" }) => !formTypes.includes(typeIdentifier))
      .map(({ typeIdentifier }) => `form ${typeIdentifier}`),
    ...(demanded?.requiredGlossaryTermIds ?? []).filter((id) => !terms.includes(id)).map((id) => `term ${id}`),
  ];
}
