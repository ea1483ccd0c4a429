/** Views of the page. */
export const VIEWS = ["map", "access", "profiles", "blueprints", "domain", "plan"] as const;
/** One view of the page. */
export type View = (typeof VIEWS)[number];

/** Rights that the access view shows. */
export const TOPICS = ["project", "environment", "other", "all"] as const;
/** One choice of rights in the access view. */
export type Topic = (typeof TOPICS)[number];

/** State of the page. All of it is in the address, so that a view can be shared. */
export interface Place {
  readonly view: View;
  readonly text: string;
  readonly stage: string;
  readonly businessUnit: string;
  readonly region: string;
  /** `any`, or one action. */
  readonly change: string;
  readonly topic: Topic;
  /** Id of the selected item. */
  readonly selected: string;
}

/** Place at which the page opens when the address says nothing. */
export const START: Place = {
  view: "map",
  text: "",
  stage: "",
  businessUnit: "",
  region: "",
  change: "",
  topic: "project",
  selected: "",
};

/** The address of a place: `#view=access&q=finance`. What is as at the start is left out. */
export function formatPlace(place: Place): string {
  const parameters = new URLSearchParams();
  for (const [member, name] of NAMES) if (place[member] !== START[member]) parameters.set(name, place[member]);
  // Readable addresses: these characters need no escape in a fragment.
  const text = parameters.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text === "" ? "#" : `#${text}`;
}

/** The place of an address; what it does not know or understand is as at the start. */
export function parsePlace(hash: string): Place {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const given = Object.fromEntries(NAMES.map(([member, name]) => [member, parameters.get(name) ?? START[member]]));
  const place = given as unknown as Place;
  return {
    ...place,
    view: VIEWS.includes(place.view) ? place.view : START.view,
    topic: TOPICS.includes(place.topic) ? place.topic : START.topic,
  };
}

const NAMES: readonly (readonly [keyof Place, string])[] = [
  ["view", "view"],
  ["text", "q"],
  ["stage", "stage"],
  ["businessUnit", "unit"],
  ["region", "region"],
  ["change", "change"],
  ["topic", "topic"],
  ["selected", "select"],
];
