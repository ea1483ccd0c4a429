import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PolicyGrant } from "../policy-grant";
import type { CatalogPlace, Vocabulary } from "./vocabulary";

/** Properties of {@link OwnerGrants}. */
export interface OwnerGrantsProps extends Omit<CatalogPlace, "granted"> {
  readonly catalog: Vocabulary;
}

/**
 * The grants without which the members of the owning project cannot make what is configured: on the project's unit, to this
 * project alone, and only those that are needed.
 */
export class OwnerGrants extends Construct {
  public readonly granted: ITerraformDependable[];

  constructor(scope: Construct, id: string, { catalog, domainId, owner }: OwnerGrantsProps) {
    super(scope, id);
    const needed = [
      { key: "glossaries", policyType: "CREATE_GLOSSARY", of: catalog.glossaries },
      { key: "forms", policyType: "CREATE_FORM_TYPE", of: catalog.forms },
      { key: "asset-types", policyType: "CREATE_ASSET_TYPE", of: catalog.assetTypes },
    ] as const;
    this.granted = needed
      .filter(({ of }) => catalog.ownerGrants && Object.keys(of).length > 0)
      .map(
        ({ key, policyType }) =>
          new PolicyGrant(this, key, {
            domainId,
            policyType,
            includeChildDomainUnits: false,
            entity: { type: "DOMAIN_UNIT", identifier: owner.domainUnitId },
            principal: { project: { designation: "OWNER", projectId: owner.projectId } },
          }).resource,
      );
  }
}
