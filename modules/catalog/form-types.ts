import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";
import type { CatalogPlace, FormTypeContent } from "./vocabulary";

/** Properties of {@link FormTypes}. */
export interface FormTypesProps extends CatalogPlace {
  readonly forms: Readonly<Record<string, FormTypeContent>>;
}

/** Metadata forms by key. */
export class FormTypes extends Construct {
  public readonly all: Readonly<Record<string, ControlPlaneResource<"FormType">>>;

  constructor(scope: Construct, id: string, props: FormTypesProps) {
    super(scope, id);
    const { functionName, ledgerScope, domainId, owner, adoptId, granted, protect, forms } = props;
    this.all = Object.fromEntries(
      Object.entries(forms).map(([key, { name, description, status, smithy }]) => [
        key,
        new ControlPlaneResource(this, key, {
          functionName,
          desired: {
            kind: "FormType",
            key: `${ledgerScope}/${key}`,
            adoptId: adoptId("FormType", key),
            properties: { domainId, projectId: owner.projectId, name, description, status, smithy },
          },
          dependsOn: granted,
          preventDestroy: protect,
        }),
      ]),
    );
  }
}
