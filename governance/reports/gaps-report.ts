import { defineReport, text } from "./report";

/** Everything that could not be read: a report that is silent about it would seem complete. */
export const GAPS_REPORT = defineReport({
  name: "gaps",
  says: "Something that could not be read, so that the other reports lack it.",
  columns: {
    subject: text("what could not be read"),
    what: text("what is not known, and why"),
  },
  *rows({ view }) {
    for (const { subject, what } of view.gaps) yield { subject, what };
  },
});
