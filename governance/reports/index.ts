import { ACCESS_REPORT } from "./access-report";
import { GAPS_REPORT } from "./gaps-report";
import { ORPHANS_REPORT } from "./orphans-report";
import { PENDING_REPORT } from "./pending-report";
import { PROJECTS_REPORT } from "./projects-report";
import type { Report } from "./report";
import { REQUESTS_REPORT } from "./requests-report";
import { USAGE_REPORT } from "./usage-report";

/** Reports that are made of the domain and the records of the application, in the order in which they are shown. */
export const REPORTS: readonly Report[] = [
  ACCESS_REPORT,
  PROJECTS_REPORT,
  REQUESTS_REPORT,
  ORPHANS_REPORT,
  PENDING_REPORT,
  USAGE_REPORT,
  GAPS_REPORT,
];

export { Directory, type KnownLifetime, type ReportInput, type ReportOptions } from "./directory";
export { knownDecision, type KnownDecision } from "./known-decision";
export { ORPHANS, type OrphanKind } from "./orphans-report";
export type { Cell, Column, Report, Row } from "./report";
export { isChosen, maySee, subjectOf, SUBJECT_COLUMNS, type RowChoice, type RowSubject, type Sight } from "./sight";
export type {
  DomainView,
  Gap,
  KnownEnvironment,
  KnownFilter,
  KnownGrant,
  KnownListing,
  KnownMember,
  KnownPrincipal,
  KnownProject,
  KnownRequest,
  KnownSubscription,
  KnownUnit,
  PublishedAsset,
  Subscriber,
} from "./view";
