import { show, type Path } from "../problems";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** Part of every mark that the engine puts into texts, lists and maps in place of values that it does not know yet. */
const TOKEN_MARK = "TfToken[";

/** No text looks like a mark of the engine, which would look for the value that it stands for, and break off. */
export function textsHoldNoTokens({ environment }: StageView): Finding[] {
  return textsIn(environment, []).flatMap(({ path, text }): Finding[] => {
    if (!text.includes(TOKEN_MARK)) return [];
    const allowed = `a text without ${show(TOKEN_MARK)}, which is the engine's mark of a value that is not known yet`;
    return [{ code: "VALUE_FORMAT", path, got: show(text), allowed, fix: "write the value itself" }];
  });
}

interface PlacedText {
  readonly path: Path;
  readonly text: string;
}

/** Every text of a file, the keys of its maps among them. Paths are written only for what is found. */
function textsIn(value: unknown, at: (string | number)[], found: PlacedText[] = []): PlacedText[] {
  if (typeof value === "string") {
    if (value.includes(TOKEN_MARK)) found.push({ path: [...at], text: value });
  } else if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, child] of Object.entries(value)) {
      at.push(isList ? Number(key) : key);
      if (key.includes(TOKEN_MARK)) found.push({ path: [...at], text: key });
      textsIn(child, at, found);
      at.pop();
    }
  }
  return found;
}
