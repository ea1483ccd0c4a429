import type { ReportManifest } from "../../../contracts/application/report-files";

/** An edition of a report that is complete: that of a day, or one that somebody has asked for. */
export interface ReportEdition extends Omit<ReportManifest, "files"> {
  /** Id of the edition: the day, or the moment of one that somebody has asked for. */
  readonly id: string;
  /** Parts of its rows, in their order; each is read as a whole. */
  readonly blocks: readonly ReportBlock[];
}

/** Part of the rows of an edition. */
export interface ReportBlock {
  readonly key: string;
  readonly rows: number;
  /** Place in the object. */
  readonly offset: number;
  readonly bytes: number;
}

/** Reports as they are kept. */
export interface ReportShelf {
  /** Days of which there is something of a report, the newest first; the newest may be in the making. */
  days(name: string): Promise<readonly string[]>;
  /** The newest complete edition of a day. */
  newestOf(name: string, day: string): Promise<ReportEdition | undefined>;
  /** A complete edition by its id; nothing where there is none. */
  edition(name: string, id: string): Promise<ReportEdition | undefined>;
  /** Rows of a part, each as a line of JSON. */
  lines(block: ReportBlock): Promise<readonly string[]>;
}

/** Whoever makes the reports. */
export interface ReportMaker {
  /** Has the reports made soon of what is there from a moment on (ISO 8601, UTC). It may be asked twice. */
  make(askedAt: string): Promise<void>;
}
