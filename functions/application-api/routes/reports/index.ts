import type { Route } from "../route";
import { listReports, makeReports } from "./list";
import { readReport, readReportCsv } from "./rows";

/** Routes of reports. */
export const REPORT_ROUTES: readonly Route[] = [listReports, makeReports, readReport, readReportCsv];
