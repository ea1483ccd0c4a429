import type { PreflightCode } from "./codes";

/** Place that a finding is about. */
export interface Place {
  /** Key of the account in the configuration. */
  readonly account: string;
  readonly accountId: string;
  /** @default - the whole account */
  readonly region?: string;
}

/** Something that an apply or a first project would stumble over, or a read that AWS refused. */
export interface Finding extends Place {
  readonly code: PreflightCode;
  /** Name of the check. */
  readonly check: string;
  /** One line: what is there, and what has to be. */
  readonly what: string;
  /** One line: what to do. */
  readonly cure: string;
  /** Page, issue or row of the field evidence that says so. */
  readonly source: string;
}

/** Something that a check could not ask yet, since an earlier layer was not applied. */
export interface Waiting {
  readonly check: string;
  /** Layer or object that it waits for, for example "the domain" or "the association of finance". */
  readonly for: string;
}

/** Evidence of one row of the road to a first project. */
export function firstProject(row: number): string {
  return `field evidence, section 1, row ${row}`;
}
