import { Construct } from "constructs";
import { RemoteOutputs } from "../modules/remote-state";
import type { FormNames, TermIds } from "./filled-form";
import type { StageContext } from "./stage-context";

/**
 * The vocabulary of the domain as later layers see it: the outputs of `catalog`, read only where something names a part of it. A
 * stage that joins the domain reads those of the stage that owns it.
 */
export class VocabularyReferences extends Construct implements FormNames, TermIds {
  private outputs: RemoteOutputs<"catalog"> | undefined;

  constructor(
    scope: Construct,
    private readonly context: StageContext,
  ) {
    super(scope, "Catalog");
  }

  public readonly formName = (key: string): string => this.catalog.entry("formTypes", key);

  public readonly formFingerprint = (key: string): string => {
    const form = this.context.stage.vocabulary?.forms[key];
    if (form === undefined) throw new Error(`the vocabulary has no form "${key}"`);
    return form.fingerprint;
  };

  public readonly termId = (reference: string): string => this.catalog.entry("termIds", reference);

  public readonly assetTypeName = (key: string): string => this.catalog.entry("assetTypes", key);

  public readonly isGoverned = (reference: string): boolean => {
    const [glossary] = reference.split("/");
    return this.context.stage.vocabulary?.glossaries[glossary]?.governed === true;
  };

  private get catalog(): RemoteOutputs<"catalog"> {
    const { governance } = this.context.stage;
    this.outputs ??= new RemoteOutputs(this, "Outputs", {
      location: this.context.stateOf({ account: governance.key, layer: "catalog" }),
    });
    return this.outputs;
  }
}
