import { DEFAULT_CONNECTION } from "../../contracts/service/connections";
import type { LiveDataSource, LiveSourceForm } from "../live-sources";
import { compact, textOf, type DataSourceInput } from "./parts";

type Glue = Extract<DataSourceInput, { glue: unknown }>["glue"];
type Redshift = Extract<DataSourceInput, { redshift: unknown }>["redshift"];
type Form = NonNullable<DataSourceInput["forms"]>[number];

/** @returns the data source as a file has it, or why a file cannot say it */
export function mapDataSource(source: LiveDataSource, connection: string | undefined): DataSourceInput | string {
  if (source.type !== "GLUE" && source.type !== "REDSHIFT")
    return `it is of type ${source.type}, which a configuration does not have`;
  if (connection === undefined) return "it reads through no connection of the project";
  if (source.filters.length === 0) return "the service returns no databases that it imports";
  const forms = source.forms.map(formOf);
  if (forms.includes(undefined)) return "the service does not return the values of its forms in a form that files have";
  const common = compact({
    name: source.name,
    description: textOf(source.description),
    connection: connection === DEFAULT_CONNECTION ? undefined : connection,
    enabled: source.enabled ? undefined : false,
    publishOnImport: source.publishOnImport ? true : undefined,
    generateBusinessNames: source.generatesBusinessNames ? true : undefined,
    schedule: source.schedule && compact(source.schedule),
    forms: forms as Form[],
  });
  return { ...common, ...readingOf(source) } as DataSourceInput;
}

function readingOf(source: LiveDataSource): { readonly glue: Glue } | { readonly redshift: Redshift } {
  const filters = source.filters.map(({ database, schema, include, exclude }) =>
    compact({
      database,
      schema,
      include: include.length === 1 && include[0] === "*" ? undefined : [...include],
      exclude: [...exclude],
    }),
  );
  const { dataAccessRoleArn } = source;
  if (source.type === "GLUE") {
    const { catalogName, importsDataQuality } = source;
    return {
      glue: compact({
        filters,
        dataAccessRoleArn,
        catalogName,
        importDataQuality: importsDataQuality ? true : undefined,
      }),
    };
  }
  const { storage, credentialsSecretArn } = source;
  return { redshift: compact({ filters, dataAccessRoleArn, storage, credentialsSecretArn }) };
}

/** A form with its values; undefined where they are none that a file can have. */
function formOf({ name, type, revision, content }: LiveSourceForm): Form | undefined {
  const values = contentOf(content);
  return values === undefined ? undefined : compact({ name, type, revision, content: values });
}

function contentOf(content: string | undefined): Form["content"] | undefined {
  if (content === undefined) return undefined;
  try {
    const values = JSON.parse(content) as unknown;
    if (typeof values !== "object" || values === null || Array.isArray(values)) return undefined;
    return Object.values(values).every(isFieldValue) ? (values as Form["content"]) : undefined;
  } catch {
    return undefined;
  }
}

function isFieldValue(value: unknown): boolean {
  const isPlain = ["string", "number", "boolean"].includes(typeof value);
  return isPlain || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}
