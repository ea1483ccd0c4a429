import type { Demand } from "../../contracts/control-plane";
import type { ProjectAsset } from "./asset";

/** A rule on publishing that is in force for a project. */
export interface PublishingRule {
  readonly name: string;
  /** Absent: all. */
  readonly assetTypes?: readonly string[];
  /** Names of types of forms. */
  readonly forms: readonly string[];
  /** Ids of terms. */
  readonly terms: readonly string[];
}

/** Scope of a rule, as the service has it. */
interface ServiceScope {
  readonly assetType?:
    | { readonly selectionMode?: string | undefined; readonly specificAssetTypes?: readonly string[] | undefined }
    | undefined;
  readonly project?:
    | { readonly selectionMode?: string | undefined; readonly specificProjects?: readonly string[] | undefined }
    | undefined;
}

/** Demands of a rule, as the service has them. */
interface ServiceDetail {
  readonly metadataFormEnforcementDetail?:
    | {
        readonly requiredMetadataForms?: readonly { readonly typeIdentifier?: string | undefined }[] | undefined;
      }
    | undefined;
  readonly glossaryTermEnforcementDetail?:
    | { readonly requiredGlossaryTermIds?: readonly string[] | undefined }
    | undefined;
}

/** Tells whether a rule of a project's unit, or of one above it, is about assets of the project. */
export function isAbout({ assetType, project }: ServiceScope, projectId: string): boolean {
  if (project?.selectionMode === "SPECIFIC" && project.specificProjects?.includes(projectId) !== true) return false;
  // A rule without asset types is about data products alone.
  return assetType !== undefined;
}

/** A rule of the service in the form that assets are compared with. */
export function publishingRule(
  name: string,
  { assetType }: ServiceScope,
  { metadataFormEnforcementDetail: forms, glossaryTermEnforcementDetail: terms }: ServiceDetail,
): PublishingRule {
  return {
    name,
    ...(assetType?.selectionMode === "SPECIFIC" ? { assetTypes: assetType.specificAssetTypes ?? [] } : {}),
    forms: (forms?.requiredMetadataForms ?? []).map(({ typeIdentifier = "" }) => typeIdentifier),
    terms: terms?.requiredGlossaryTermIds ?? [],
  };
}

/** Everything that an asset lacks of what rules on publishing demand; of a term it has the id for a name. */
export function missingOf(
  rules: readonly PublishingRule[],
  { type, forms, terms }: Pick<ProjectAsset, "type" | "forms" | "terms">,
): Demand[] {
  return rules
    .filter(({ assetTypes }) => assetTypes?.includes(type) ?? true)
    .flatMap((rule) => [
      ...rule.forms
        .filter((wanted) => !forms.some((form) => form.type === wanted))
        .map((name): Demand => ({ rule: rule.name, what: "form", name })),
      ...rule.terms
        .filter((wanted) => !terms.includes(wanted))
        .map((name): Demand => ({ rule: rule.name, what: "term", name })),
    ]);
}
