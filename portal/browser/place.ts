/** Screens of the page. */
export type ScreenId = "requests" | "data" | "decide" | "ends";

/** Place in the page: it is the fragment of the address, so that it can be kept, sent and gone back to. */
export interface Place {
  readonly screen: ScreenId;
  /** Id of what is looked at; empty for the list. */
  readonly id: string;
  /** Words that were searched for, or days of the list of ends; empty where nothing was chosen. */
  readonly text: string;
}

/** One entry of the navigation. */
export interface NavigationEntry {
  readonly screen: ScreenId;
  readonly name: string;
}

/**
 * Entries of the navigation, in their order. "My projects" and "Reports" come here when their screens are there: a line, and the
 * screen in `screens/index.ts`.
 */
export const NAVIGATION: readonly NavigationEntry[] = [
  { screen: "requests", name: "My requests" },
  { screen: "data", name: "Ask for data" },
  { screen: "decide", name: "Decide" },
  { screen: "ends", name: "Ends soon" },
];

/** Place where people begin. */
export const START: Place = { screen: "requests", id: "", text: "" };

/** Fragment of the address for a place. */
export function formatPlace({ screen, id, text }: Place): string {
  const path = id === "" ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
  return text === "" ? path : `${path}?text=${encodeURIComponent(text)}`;
}

/** Place that a fragment names; the first screen where it names none. */
export function parsePlace(fragment: string): Place {
  const [path, query = ""] = fragment.replace(/^#\/?/, "").split("?");
  const [screen, id = ""] = path.split("/");
  const entry = NAVIGATION.find((one) => one.screen === screen);
  if (entry === undefined) return START;
  return { screen: entry.screen, id: decoded(id), text: new URLSearchParams(query).get("text") ?? "" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
