import { formFingerprint } from "../../contracts/service/form-structure";
import type { Catalog, CatalogForm, ResolvedCatalog } from "../model";
import { formSmithy } from "./form-smithy";

/** The vocabulary with its forms as the service takes them, and with every term named by its glossary. */
export function resolveCatalog({ glossaries, forms, ...rest }: Catalog): ResolvedCatalog {
  return {
    ...rest,
    glossaries: Object.fromEntries(
      Object.entries(glossaries).map(([key, glossary]) => [
        key,
        {
          ...glossary,
          terms: Object.fromEntries(
            Object.entries(glossary.terms).map(([term, { isA, classifies, ...text }]) => [
              term,
              {
                ...text,
                isA: isA.map((name) => placedTerm(key, name)),
                classifies: classifies.map((name) => placedTerm(key, name)),
              },
            ]),
          ),
        },
      ]),
    ),
    forms: Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, resolveForm(form)])),
  };
}

/** A reference to a term with its glossary: `<glossary>/<term>`. */
export function placedTerm(glossary: string, reference: string): string {
  return reference.includes("/") ? reference : `${glossary}/${reference}`;
}

function resolveForm({ content, ...form }: CatalogForm): ResolvedCatalog["forms"][string] {
  const smithy = formSmithy(form.name, content);
  return { ...form, smithy, fingerprint: formFingerprint({ ...form, smithy }) };
}
