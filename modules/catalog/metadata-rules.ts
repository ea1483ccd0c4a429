import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";
import { formReference } from "./asset-types";
import type { CatalogPlace, RuleContent, Vocabulary } from "./vocabulary";

const ACTIONS = { publish: "CREATE_LISTING_CHANGE_SET", subscribe: "CREATE_SUBSCRIPTION_REQUEST" } as const;

/** Properties of {@link MetadataRules}. */
export interface MetadataRulesProps extends CatalogPlace {
  readonly catalog: Vocabulary;
  readonly forms: Readonly<Record<string, ControlPlaneResource<"FormType">>>;
  readonly types: Readonly<Record<string, ControlPlaneResource<"AssetType">>>;
  /** By `<glossary>/<term>`. */
  readonly terms: Readonly<Record<string, ControlPlaneResource<"GlossaryTerm">>>;
}

/** Rules by key, on the units whose projects they are for. They come last, and go first. */
export class MetadataRules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: MetadataRulesProps,
  ) {
    super(scope, id);
    for (const [key, rule] of Object.entries(props.catalog.rules)) this.addRule(key, rule);
  }

  private addRule(key: string, rule: RuleContent): void {
    const { functionName, ledgerScope, domainId, catalog, unitId, projectId, adoptId } = this.props;
    const types = (rule.assetTypes ?? []).filter((type) => type in catalog.assetTypes);
    const forms = rule.forms ?? [];
    new ControlPlaneResource(this, key, {
      functionName,
      desired: {
        kind: "MetadataRule",
        key: `${ledgerScope}/${key}`,
        adoptId: adoptId("MetadataRule", key),
        properties: {
          domainId,
          domainUnitId: unitId(rule.unit),
          includeChildDomainUnits: rule.includeChildUnits,
          name: rule.name,
          description: rule.description,
          action: ACTIONS[rule.on],
          ruleType: rule.terms === undefined ? "METADATA_FORM_ENFORCEMENT" : "GLOSSARY_TERM_ENFORCEMENT",
          ...(rule.assetTypes === undefined
            ? {}
            : { assetTypes: rule.assetTypes.map((type) => catalog.assetTypes[type]?.name ?? type) }),
          dataProducts: rule.dataProducts,
          ...(rule.projects === undefined ? {} : { projectIds: rule.projects.map((project) => projectId(project)) }),
          forms: forms.map((form) => formReference(catalog, form)),
          termIds: (rule.terms ?? []).map((term) => this.props.terms[term].id),
        },
      },
      dependsOn: [
        ...forms.map((form) => this.props.forms[form].resource),
        ...types.map((type) => this.props.types[type].resource),
        ...(rule.terms ?? []).map((term) => this.props.terms[term].resource),
      ],
    });
  }
}
