import type { FormInput, FormOutput } from "@aws-sdk/client-datazone";
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../../contracts/control-plane";
import { BUSINESS_FORM, type BusinessColumn, type BusinessFormContent } from "../../../contracts/service/column-form";
import { contentOf } from "./filled-forms";
import { keyOf, mergedTerms } from "./asset-marks";

/** The columns of the form. */
export function columnsOfForm(form: FormOutput | undefined): readonly BusinessColumn[] {
  const content = contentOf(form?.content ?? "{}") as BusinessFormContent;
  return content.columnsBusinessMetadata ?? [];
}

/**
 * The form with what the configuration says of columns, and without what it said before.
 *
 * @param isOurs - tells, by a mark's key, whether the configuration has put it there
 * @returns `undefined` where there is nothing to say
 */
export function mergedBusinessForm(
  live: FormOutput | undefined,
  desired: Properties<"Asset">["columns"],
  isOurs: (key: string) => boolean,
): FormInput | undefined {
  const before = columnsOfForm(live);
  const known = before.map(({ columnIdentifier }) => columnIdentifier);
  const named = [...known, ...Object.keys(desired).filter((name) => !known.includes(name))];
  const columns = named
    .map((name) => {
      const found = before.find(({ columnIdentifier }) => columnIdentifier === name) ?? { columnIdentifier: name };
      return mergedColumn(found, desired[name], isOurs);
    })
    .filter((column) => Object.keys(column).length > 1);
  if (live === undefined && columns.length === 0) return undefined;
  if (live !== undefined && isDeepStrictEqual(columns, before)) return formInput(live);
  const kept = live === undefined ? {} : (contentOf(live.content ?? "{}") as object);
  return {
    formName: BUSINESS_FORM.name,
    typeIdentifier: live?.typeName ?? BUSINESS_FORM.type,
    typeRevision: live?.typeRevision,
    content: JSON.stringify({ ...kept, columnsBusinessMetadata: columns }),
  };
}

/** A form as it is sent back. */
export function formInput({ formName, typeName, typeRevision, content }: FormOutput): FormInput {
  return { formName, typeIdentifier: typeName, typeRevision, content };
}

function mergedColumn(
  column: BusinessColumn,
  desired: Properties<"Asset">["columns"][string] | undefined,
  isOurs: (key: string) => boolean,
): BusinessColumn {
  const { name, description, glossaryTerms = [], ...rest } = column;
  const at = (...path: string[]): string => keyOf(["columns", column.columnIdentifier, ...path]);
  const text = (member: "name" | "description", live: string | undefined) =>
    desired?.[member] ?? (isOurs(at(member)) ? undefined : live);
  const terms = mergedTerms(glossaryTerms, Object.values(desired?.terms ?? {}), (id) => isOurs(at("terms", id)));
  return {
    ...rest,
    ...withValue("name", text("name", name)),
    ...withValue("description", text("description", description)),
    ...(terms.length === 0 ? {} : { glossaryTerms: terms }),
  };
}

function withValue(name: "name" | "description", value: string | undefined): Partial<BusinessColumn> {
  return value === undefined ? {} : { [name]: value };
}
