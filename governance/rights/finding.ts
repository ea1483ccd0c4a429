/** Kinds of differences between rights that are there and rights that the configuration gives. */
export const RIGHTS_CODES = {
  PROJECT_MISSING: "A standing project is not in the domain.",
  MEMBER_MISSING: "A member of the configuration is not in the project.",
  MEMBER_EXTRA: "A member is in a standing project and not in the configuration.",
  MEMBER_DESIGNATION: "A member has another part in a standing project than the configuration gives.",
  MEMBERS_UNREAD: "The members of a standing project could not be read.",
  UNIT_MISSING: "A unit of the configuration is not in the domain.",
  OWNER_MISSING: "An owner of the configuration does not own the unit.",
  OWNER_EXTRA: "Somebody owns a unit and is not in the configuration.",
  OWNERS_UNREAD: "The owners of a unit could not be read.",
  ACCESS_OUTSIDE: "Access was given past the application: no rule and no queue decided, and it has no end.",
  ACCESS_ORPHANED: "Access, a grant or a project that nobody answers for any more.",
  TARGET_WRITER: "Somebody may send the data of every project of an account to another place.",
  TARGET_WRITERS_UNREAD: "The policies of an account could not be read.",
} as const;

/** Kind of a difference. */
export type RightsCode = keyof typeof RIGHTS_CODES;

/** A difference, with the command or the page that mends it. */
export interface RightsFinding {
  readonly code: RightsCode;
  /** Project, unit, subscription or account that it is about. */
  readonly subject: string;
  /** Sentence that says what is wrong. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  /** Command to run, or page to open. */
  readonly remedy: string;
  /** Project that it is about, and that owns the asset; absent where it is about none, or none that is known. */
  readonly projectId?: string | undefined;
  readonly ownerProjectId?: string | undefined;
  /** Units of these projects, or the unit that it is about. */
  readonly unitId?: string | undefined;
  readonly ownerUnitId?: string | undefined;
}
