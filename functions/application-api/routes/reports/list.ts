import { noQuery } from "../paging";
import { apiRoute, KNOWN } from "../route";
import { sightOf } from "../../reports/sight";
import { KNOWN_REPORTS } from "./known";
import { reportList, reportsAsked } from "./schemas";
import { newestOfDays, shownEdition } from "./shown";

/** Days of a report that are listed. */
const MOST_DAYS = 60;

/** All reports. */
export const listReports = apiRoute({
  method: "GET",
  path: "/reports",
  name: "listReports",
  summary: "List the reports, with their days and the newest that is complete.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: noQuery,
  answers: reportList,
  changes: false,
  async handle(call) {
    const shelf = call.services.reports;
    const sight = await sightOf(call);
    const items = await Promise.all(
      KNOWN_REPORTS.map(async ({ name, says }) => {
        const days = await shelf.days(name);
        const newest = await newestOfDays(name, days, shelf);
        const shown = newest === undefined ? {} : { newest: shownEdition(newest, sight) };
        return { name, says, days: days.slice(0, MOST_DAYS), ...shown };
      }),
    );
    return { items };
  },
});

/** Reports of now. */
export const makeReports = apiRoute({
  method: "POST",
  path: "/reports",
  name: "makeReports",
  summary: "Have all reports made now; auditors and the governance team do. It takes seconds to minutes.",
  callers: ["person", "machine"],
  who: ["governance-team", "auditor"],
  query: noQuery,
  answers: reportsAsked,
  status: 202,
  changes: true,
  async handle({ services, now }) {
    await services.reportMaker.make(now);
    return { askedAt: now };
  },
});
