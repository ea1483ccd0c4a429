/** Screens of the page, each with the entry of the navigation that it stands under. */
export const SECTIONS = {
  requests: "requests",
  "project-requests": "requests",
  projects: "projects",
  "ask-project": "projects",
  "project-members": "projects",
  "project-end": "projects",
  "project-access": "projects",
  "project-assets": "projects",
  "asset-unpublish": "projects",
  "asset-filters": "projects",
  "asset-filter": "projects",
  data: "data",
  decide: "decide",
  "project-decisions": "decide",
  ends: "ends",
  "project-ends": "ends",
  reports: "reports",
} as const;

/** Screens of the page. */
export type ScreenId = keyof typeof SECTIONS;

/** Place in the page: it is the fragment of the address, so that it can be kept, sent and gone back to. */
export interface Place {
  readonly screen: ScreenId;
  /** Id of what is looked at; empty for the list. */
  readonly id: string;
  /** Choice within the screen: words that were searched for, days, a project; empty where nothing was chosen. */
  readonly text: string;
}

/** One entry of the navigation. */
export interface NavigationEntry {
  readonly screen: (typeof SECTIONS)[ScreenId];
  readonly name: string;
}

/** Entries of the navigation, in their order. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { screen: "requests", name: "My requests" },
  { screen: "projects", name: "My projects" },
  { screen: "data", name: "Ask for data" },
  { screen: "decide", name: "Decide" },
  { screen: "ends", name: "Ends soon" },
  { screen: "reports", name: "Reports" },
];

/** Name of the entry under which a screen stands. */
export const sectionName = (screen: ScreenId): string =>
  NAVIGATION.find((entry) => entry.screen === SECTIONS[screen])?.name ?? "";

/** Place where people begin. */
export const START: Place = { screen: "requests", id: "", text: "" };

/** Fragment of the address for the list of a screen. */
export const listHref = (screen: ScreenId): string => formatPlace({ screen, id: "", text: "" });

/** Fragment of the address for a place. */
export function formatPlace({ screen, id, text }: Place): string {
  const path = id === "" ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
  return text === "" ? path : `${path}?text=${encodeURIComponent(text)}`;
}

/** Place that a fragment names; the first screen where it names none. */
export function parsePlace(fragment: string): Place {
  const [path, query = ""] = fragment.replace(/^#\/?/, "").split("?");
  const [screen, id = ""] = path.split("/");
  if (!isScreen(screen)) return START;
  return { screen, id: decoded(id), text: new URLSearchParams(query).get("text") ?? "" };
}

const isScreen = (name: string): name is ScreenId => Object.hasOwn(SECTIONS, name);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
