import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";
import { AssetTypeGrant, type GrantPrincipal } from "../policy-grant";
import type { AssetTypeContent, CatalogPlace, Vocabulary } from "./vocabulary";

/** Properties of {@link AssetTypes}. */
export interface AssetTypesProps extends CatalogPlace {
  readonly catalog: Vocabulary;
  readonly forms: Readonly<Record<string, ControlPlaneResource<"FormType">>>;
}

/** Asset types by key, with the grants that say whose projects may use them. */
export class AssetTypes extends Construct {
  public readonly all: Readonly<Record<string, ControlPlaneResource<"AssetType">>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AssetTypesProps,
  ) {
    super(scope, id);
    const types = Object.entries(props.catalog.assetTypes);
    this.all = Object.fromEntries(types.map(([key, type]) => [key, this.addType(key, type)]));
    const grants = new Construct(this, "Use");
    for (const [key, type] of types) this.addGrants(new Construct(grants, key), key, type);
  }

  private addType(key: string, { name, description, forms }: AssetTypeContent): ControlPlaneResource<"AssetType"> {
    const { functionName, ledgerScope, domainId, owner, adoptId, granted, protect } = this.props;
    const used = Object.values(forms).flatMap((form) => ("form" in form ? [this.props.forms[form.form]] : []));
    return new ControlPlaneResource(this, key, {
      functionName,
      desired: {
        kind: "AssetType",
        key: `${ledgerScope}/${key}`,
        adoptId: adoptId("AssetType", key),
        properties: { domainId, projectId: owner.projectId, name, description, forms: this.formsOf(forms) },
      },
      dependsOn: [...granted, ...new Set(used.map(({ resource }) => resource))],
      preventDestroy: protect,
    });
  }

  private formsOf(forms: AssetTypeContent["forms"]): Properties<"AssetType">["forms"] {
    const named: Properties<"AssetType">["forms"] = {};
    for (const [name, { required, ...form }] of Object.entries(forms))
      named[name] =
        "managed" in form
          ? { formType: form.managed, revision: { given: form.revision }, required }
          : { ...formReference(this.props.catalog, form.form), required };
    return named;
  }

  private addGrants(scope: Construct, key: string, { usableIn }: AssetTypeContent): void {
    const { owner, unitId, catalog } = this.props;
    if (catalog.ownerGrants)
      this.addGrant(scope, `${key}/owner`, "owner", owner.domainUnitId, {
        project: { designation: "OWNER", projectId: owner.projectId },
      });
    for (const { unit, includeChildUnits } of usableIn)
      this.addGrant(scope, `${key}/unit-${unit}`, `unit-${unit}`, unitId(unit), {
        project: {
          designation: "CONTRIBUTOR",
          domainUnitId: unitId(unit),
          includeChildDomainUnits: includeChildUnits,
        },
      });
  }

  private addGrant(scope: Construct, ledgerKey: string, id: string, unit: string, principal: GrantPrincipal): void {
    const { functionName, ledgerScope, domainId } = this.props;
    const [type] = ledgerKey.split("/");
    new AssetTypeGrant(scope, id, {
      functionName,
      ledgerKey: `${ledgerScope}/catalog/${ledgerKey}`,
      domainId,
      assetTypeId: this.all[type].id,
      domainUnitId: unit,
      principal,
    });
  }
}

/** A form of the catalog as a type or a rule names it: whichever revision has its content. */
export function formReference({ forms }: Vocabulary, key: string) {
  const { name, fingerprint } = forms[key];
  return { formType: name, revision: { content: fingerprint } };
}
