/** Name of the file in the API function's archive that holds the portal's page. */
export const PORTAL_FILE = "portal.json";

/** File of the portal's page. */
export interface PortalFile {
  readonly content: string;
  readonly contentType: string;
  /** Value of `cache-control`. */
  readonly cache: string;
}

/** Files of the portal's page by their paths: the document at `/`. */
export type PortalFiles = Readonly<Record<string, PortalFile>>;
