import type { Scope } from "../engine/handler";
import { type Mark, type Marks, keyOf } from "./asset-marks";
import { termName } from "./term-names";

/** Types of forms that the service fills in itself; of their fields only the readable text is a person's. */
const OF_THE_SERVICE = /^(amazon\.datazone\.|AttributeCommonFormType$)/;
const READ_ME = "readMe";

/** Things that people have put beside what the configuration says, in words, sorted. */
export async function thingsBeside(
  scope: Scope,
  domainId: string,
  live: Marks,
  isConfigured: (key: string) => boolean,
): Promise<string[]> {
  const others = [...live.values()].filter(({ path }) => !isConfigured(keyOf(path)));
  const words = await Promise.all(
    others.map((mark) => inWords(mark, live, isConfigured, (id) => termName(scope.clients, domainId, id))),
  );
  return [...new Set(words.flatMap((word) => word ?? []))].sort();
}

async function inWords(
  { path }: Mark,
  live: Marks,
  isConfigured: (key: string) => boolean,
  nameOf: (id: string) => Promise<string>,
): Promise<string | undefined> {
  const onColumn = path[0] === "columns";
  const scope = onColumn ? path.slice(0, 2) : [];
  const place = onColumn ? ` on column "${path[1]}"` : "";
  const [kind, name, field] = path.slice(scope.length);
  switch (kind) {
    case "terms":
      return `term "${await nameOf(name)}"${place}`;
    case "governedTerms":
      return `governed term "${await nameOf(name)}"`;
    case "name":
    case "description":
      return onColumn ? `${kind}${place}` : undefined; // an asset has them from where it was imported
    case "forms": {
      const type = live.get(keyOf([...scope, "types", name]))?.value;
      if (typeof type === "string" && OF_THE_SERVICE.test(type))
        return field === READ_ME ? `readme${place}` : undefined;
      const isOurForm = isConfigured(keyOf([...scope, "types", name]));
      return isOurForm ? `field "${field}" of form "${name}"${place}` : `form "${name}"${place}`;
    }
    default:
      return undefined;
  }
}
