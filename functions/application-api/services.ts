import type { OfficeCaller, OfficeErrand } from "../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../contracts/application/projects/answers";
import type { AccessStore } from "../../governance/access";
import type { AssetColumn } from "../../governance/assets";
import type { Caller, Directory, Membership, ProjectMember } from "../../governance/people";
import type { AccessLists } from "../application-store/access-lists";
import type { IdempotencyTable } from "../application-store/idempotency-table";
import type { ReportMaker, ReportShelf } from "./reports/shelf";
import type { Assets } from "./services-of-assets";

/** Projects of the domain, as far as rights depend on them. */
export interface Projects {
  /** Members as they are now; nothing where the application may not know them. */
  membersOf(projectId: string): Promise<readonly ProjectMember[] | undefined>;
  /** Key of the unit that a project belongs to; nothing where it is not known. */
  unitOf(projectId: string): Promise<string | undefined>;
  /** Name of a project for people; nothing where it is not known. What it says may be ten minutes old. */
  nameOf(projectId: string): Promise<string | undefined>;
  /** Projects that a caller is a member of. For lists only: what it says may be a minute old. */
  membershipsOf(caller: Caller): Promise<ReadonlyMap<string, Membership>>;
}

/** Asset that is published, as a search finds it. */
export interface FoundListing {
  readonly listingId: string;
  readonly assetId: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly projectId: string;
}

/** Asset that is published, with what can be asked for. */
export interface ListedAsset extends FoundListing {
  /** Its columns; absent where no form of it names any. */
  readonly columns?: readonly AssetColumn[];
  /** Names of its forms. */
  readonly forms?: readonly string[];
  /** Ids of its terms; absent where the application may not know them. */
  readonly terms?: readonly string[];
  /** Names of its terms, as far as the listing tells them. */
  readonly termNames?: readonly string[];
}

/** Assets that are published in the domain. */
export interface Listings {
  search(asked: {
    readonly text?: string;
    readonly limit: number;
    readonly token?: string;
  }): Promise<{ readonly found: readonly FoundListing[]; readonly token?: string }>;
  /** An asset that is published; nothing where there is none with that id. */
  listing(listingId: string): Promise<ListedAsset | undefined>;
}

/** Request for an asset in the name of a project. */
export interface NewRequest {
  readonly projectId: string;
  readonly listingId: string;
  readonly reason: string;
  /** Form that says what is wished, by the name of its type. @default - none */
  readonly form?: { readonly typeName: string; readonly content: string };
  /** Person for whom it is made: the session of the project's role is named after the person. */
  readonly profileId: string;
  /** Name of this request for the service, which makes it once. */
  readonly token: string;
}

/** Requests that the application makes for people, each as the role of the project that asks. */
export interface Filing {
  /** Id of the group that the role of a project is in the domain; nothing where the project has no such role. */
  askerOf(projectId: string): Promise<string | undefined>;
  /**
   * @returns the request with the service's word for its state; `there` where the project has asked already or has the asset, and
   * `no-role` where nobody may ask as the role of the project
   */
  file(request: NewRequest): Promise<{ readonly requestId: string; readonly status: string } | "there" | "no-role">;
}

/** The function of projects: one role alone looks at projects for people, and changes them. */
export interface Office {
  /** @returns what was asked for, or why it is not done. An answer that is lost is an error: the same errand is sent again */
  ask<E extends OfficeErrand>(caller: OfficeCaller, errand: E): Promise<OfficeAnswers[E["ask"]] | OfficeRefusal>;
}

/** Everything that the API needs of the world. */
export interface Services {
  readonly directory: Directory;
  readonly projects: Projects;
  readonly listings: Listings;
  readonly assets: Assets;
  readonly filing: Filing;
  readonly records: AccessStore;
  readonly lists: Pick<AccessLists, "entries" | "expiring" | "records">;
  readonly reports: ReportShelf;
  readonly reportMaker: ReportMaker;
  /** Absent where projects cannot be asked for. */
  readonly office?: Office;
  readonly answers: Pick<IdempotencyTable, "begin" | "finish" | "abandon">;
  /** Has a request looked at soon. What does not ring is found by the sweep. */
  readonly doorbell: { ring(requestId: string): Promise<void> };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
  /** Writes a line of the log. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}
