import { show, type Path } from "../problems";
import { unknownForm } from "./catalog-forms";
import { dataAccessOf } from "./data-access";
import { list, unknownName, type Finding } from "./finding";
import type { StageView } from "./view";

const AT: Path = ["application", "dataAccess", "requestForm"];
/** Types of a field that can hold a wish, by the wish. */
const TYPES = {
  purpose: ["string"],
  durationDays: ["integer", "long", "short"],
  columns: ["string"],
  rows: ["string"],
} as const satisfies Record<string, readonly string[]>;

type Form = NonNullable<StageView["environment"]["catalog"]>["forms"][string];
type Fields = Extract<Form["content"], { fields: object }>["fields"];

/** The form of a request exists, and its fields can hold what they are to say. */
export function requestFormSaysWhatItIsFor(stage: StageView): Finding[] {
  const dataAccess = dataAccessOf(stage);
  const named = dataAccess?.requestForm;
  if (dataAccess === undefined || named === undefined) return [];
  const unknown = unknownForm(stage, [...AT, "form"], named.form);
  const content = stage.environment.catalog?.forms[named.form]?.content;
  // What a form written as text holds only the service knows.
  if (unknown.length > 0 || content === undefined || !("fields" in content)) return unknown;
  const home = ["catalog", "forms", named.form, "content", "fields"];
  return (Object.keys(TYPES) as (keyof typeof TYPES)[])
    .flatMap((wish): Finding[] => {
      const field = named[wish];
      if (field === undefined) return [];
      return fieldProblems({ path: [...AT, wish], home, fields: content.fields, field, types: TYPES[wish] });
    })
    .concat(unknownPurposes(named.purpose, content.fields, home, Object.keys(dataAccess.purposes)));
}

interface NamedField {
  readonly path: Path;
  readonly home: Path;
  readonly fields: Fields;
  readonly field: string;
  readonly types: readonly string[];
}

function fieldProblems({ path, home, fields, field, types }: NamedField): Finding[] {
  if (!Object.hasOwn(fields, field)) {
    const among = [{ path: home }];
    return [
      unknownName("ACCESS_REQUEST_FIELD", {
        path,
        name: field,
        names: Object.keys(fields),
        home: home.join("."),
        among,
      }),
    ];
  }
  const { type } = fields[field];
  if (types.includes(type)) return [];
  const got = `${show(field)}, a field of type ${show(type)}`;
  return [
    { code: "ACCESS_REQUEST_FIELD", path, got, allowed: `a field of type ${list(types)}`, reads: [{ path: home }] },
  ];
}

/** Values of the field are keys of purposes: another value is a purpose that no rule can name. */
function unknownPurposes(
  field: string | undefined,
  fields: Fields,
  home: Path,
  purposes: readonly string[],
): Finding[] {
  const found = field === undefined || !Object.hasOwn(fields, field) ? undefined : fields[field];
  const values = found !== undefined && "values" in found ? (found.values ?? []) : [];
  return values.flatMap((value, index): Finding[] =>
    purposes.includes(value)
      ? []
      : [
          {
            code: "ACCESS_REQUEST_FIELD",
            path: [...home, field ?? "", "values", index],
            got: show(value),
            allowed: `keys of application.dataAccess.purposes: ${list(purposes)}`,
            reads: [{ path: AT }, { path: ["application", "dataAccess", "purposes"] }],
          },
        ],
  );
}
