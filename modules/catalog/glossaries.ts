import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";
import type { CatalogPlace, GlossaryContent, TermContent } from "./vocabulary";

/** Properties of {@link Glossaries}. */
export interface GlossariesProps extends CatalogPlace {
  readonly glossaries: Readonly<Record<string, GlossaryContent>>;
}

/** Glossaries by key, each with its terms. A term comes after those that its relations name. */
export class Glossaries extends Construct {
  public readonly all: Record<string, ControlPlaneResource<"Glossary">> = {};
  /** By `<glossary>/<term>`. */
  public readonly terms: Record<string, ControlPlaneResource<"GlossaryTerm">> = {};

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GlossariesProps,
  ) {
    super(scope, id);
    for (const [key, glossary] of Object.entries(props.glossaries)) this.all[key] = this.addGlossary(key, glossary);
    const scopes = new Map(Object.keys(props.glossaries).map((key) => [key, new Construct(this, `Terms-${key}`)]));
    for (const [key, { terms }] of Object.entries(props.glossaries))
      for (const term of Object.keys(terms)) this.term(`${key}/${term}`, scopes);
  }

  private addGlossary(key: string, glossary: GlossaryContent): ControlPlaneResource<"Glossary"> {
    const { functionName, ledgerScope, domainId, owner, adoptId, granted, protect } = this.props;
    const terms = Object.entries(glossary.terms);
    return new ControlPlaneResource(this, key, {
      functionName,
      desired: {
        kind: "Glossary",
        key: `${ledgerScope}/${key}`,
        adoptId: adoptId("Glossary", key),
        properties: {
          domainId,
          projectId: owner.projectId,
          name: glossary.name,
          description: glossary.description,
          status: glossary.status,
          ...(glossary.governed ? { usageRestriction: "ASSET_GOVERNED_TERMS" as const } : {}),
          termKeys: `${ledgerScope}/${key}`,
          termNames: terms.map(([, { name }]) => name),
          adoptedTermIds: terms.flatMap(([term]) => adoptId("GlossaryTerm", key, term) ?? []),
        },
      },
      dependsOn: granted,
      preventDestroy: protect,
    });
  }

  /** The resource of a term, made when it is first asked for: relations have no circles (a rule of the configuration). */
  private term(reference: string, scopes: ReadonlyMap<string, Construct>): ControlPlaneResource<"GlossaryTerm"> {
    const made = this.terms[reference];
    if (made !== undefined) return made;
    const [glossary, key] = reference.split("/");
    const { functionName, ledgerScope, domainId, adoptId, glossaries, protect } = this.props;
    const content: TermContent | undefined = glossaries[glossary]?.terms[key];
    const scope = scopes.get(glossary);
    if (content === undefined || scope === undefined) throw new Error(`there is no term "${reference}"`);
    const related = (names: readonly string[]): string[] => names.map((name) => this.term(name, scopes).id);
    const { isA, classifies, ...text } = content;
    const term = new ControlPlaneResource(scope, key, {
      functionName,
      desired: {
        kind: "GlossaryTerm",
        key: `${ledgerScope}/${reference}`,
        adoptId: adoptId("GlossaryTerm", glossary, key),
        properties: {
          domainId,
          glossaryId: this.all[glossary].id,
          ...text,
          isA: related(isA),
          classifies: related(classifies),
        },
      },
      dependsOn: [this.all[glossary].resource],
      preventDestroy: protect,
    });
    this.terms[reference] = term;
    return term;
  }
}
