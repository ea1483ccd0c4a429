/** Something about a resource that a report of drift cannot see, and why. */
export interface BlindSpot {
  readonly what: string;
  readonly why: string;
  /** Others may make such objects wherever there is a domain: said of the domain, too. */
  readonly byOthers?: true;
}

/** User and group profiles beside the configured ones. */
export const OTHER_PEOPLE: BlindSpot = {
  what: "user and group profiles that nobody configured",
  why: "people get theirs when they sign in, and administrators add more",
  byOthers: true,
};

/** Pools and profiles beside the configured ones. */
export const OTHER_TEMPLATES: BlindSpot = {
  what: "account pools and project profiles that nobody configured",
  why: "only what is configured is compared",
  byOthers: true,
};

/** Projects beside the configured ones. */
export const OTHER_PROJECTS: BlindSpot = {
  what: "projects that nobody configured",
  why: "people create them in the portal, from the profiles granted to them",
  byOthers: true,
};

/** Vocabulary beside the configured one. */
export const OTHER_VOCABULARY: BlindSpot = {
  what: "glossaries, forms, asset types and rules that nobody configured",
  why: "projects make their own in the portal; of terms, those in a configured glossary are seen",
  byOthers: true,
};
