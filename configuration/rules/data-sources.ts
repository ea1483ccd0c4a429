import { show, type Path } from "../problems";
import { unusableForms } from "./catalog-forms";
import { entriesTwice } from "./entries-twice";
import type { Finding } from "./finding";
import { projects } from "./project-accounts";
import type { StageView } from "./view";

type DataSource = StageView["environment"]["projects"][string]["dataSources"][string];
type Reading = Pick<Extract<DataSource, { glue: unknown }>["glue"], "filters">;

interface PlacedSource {
  readonly path: Path;
  readonly source: DataSource;
  /** Place of what it reads. */
  readonly at: Path;
  readonly reading: Reading;
}

function sources(stage: StageView): PlacedSource[] {
  return projects(stage).flatMap(([key, { dataSources }]) =>
    Object.entries(dataSources).map(([name, source]) => {
      const path = ["projects", key, "dataSources", name];
      return "glue" in source
        ? { path, source, at: [...path, "glue"], reading: source.glue }
        : { path, source, at: [...path, "redshift"], reading: source.redshift };
    }),
  );
}

/** Wildcards and classes of other languages of patterns, which the service would take as they are written. */
const FOREIGN = /[%?[\]{}|\\^()+]|\.\*/;

/** Patterns of tables have the one wildcard that the service knows. */
export function filterPatternsFit(stage: StageView): Finding[] {
  return sources(stage).flatMap(({ at, reading }) =>
    reading.filters.flatMap((filter, index) =>
      (["include", "exclude"] as const).flatMap((list) =>
        filter[list].flatMap((pattern, position): Finding[] =>
          FOREIGN.test(pattern)
            ? [
                {
                  code: "FILTER_PATTERN",
                  path: [...at, "filters", index, list, position],
                  got: show(pattern),
                  allowed: "the name of a table, in which * stands for any characters",
                },
              ]
            : [],
        ),
      ),
    ),
  );
}

/** A database, with its schema, is filtered once; forms have a name each. */
export function filtersAndFormsAreDistinct(stage: StageView): Finding[] {
  return sources(stage).flatMap(({ path, at, source, reading }) => [
    ...entriesTwice([...at, "filters"], reading.filters, ({ database, schema }) =>
      schema === undefined ? `database ${show(database)}` : `schema ${show(schema)} of ${show(database)}`,
    ),
    ...entriesTwice([...path, "forms"], source.forms, ({ name }) => `form ${show(name)}`),
  ]);
}

/** Forms of the vocabulary that data sources name are in it, and can be chosen. */
export function formsOfSourcesExist(stage: StageView): Finding[] {
  return sources(stage).flatMap(({ path, source }) => unusableForms(stage, [...path, "forms"], source.forms));
}
