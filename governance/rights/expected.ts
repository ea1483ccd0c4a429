import type { Designation } from "../members/plan-members";

/** A member as the configuration names it. */
export interface ExpectedMember {
  /** ARN, or name or id in Identity Center. */
  readonly identifier: string;
  readonly designation: Designation;
}

/** A standing project of the configuration. */
export interface ExpectedProject {
  /** Place in the configuration, as `projects.<key>`. */
  readonly path: string;
  readonly stage: string;
  /** Name in the domain, which is unique there. */
  readonly name: string;
  readonly members: readonly ExpectedMember[];
}

/** A unit of the configuration. */
export interface ExpectedUnit {
  /** Place in the configuration, as `domain.units.<key>`. */
  readonly path: string;
  readonly stage: string;
  /** Names from the root to the unit, as `root / Finance / Reporting`. */
  readonly unit: string;
  /** Identifiers of its owners, as members have them. */
  readonly owners: readonly string[];
}

/** Rights that the configuration gives. */
export interface ExpectedRights {
  readonly projects: readonly ExpectedProject[];
  readonly units: readonly ExpectedUnit[];
  /**
   * ARNs of roles that the platform needs as members and owners, with `*` for any text: they are neither missing nor too much.
   */
  readonly platform: readonly string[];
  /**
   * Text with which the ARN of the role begins that asks for data for a project, with `*` for any text; the project's id follows. It is a
   * member of that very project: in another one it would be given everything that it asks for.
   *
   * @default - there are no such roles
   */
  readonly askingRoles?: string | undefined;
  /** ARNs of roles and users that may change subscription targets in every account, with `*` for any text. */
  readonly targetWriters: readonly string[];
}
