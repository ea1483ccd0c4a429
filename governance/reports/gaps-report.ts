import { defineReport, text } from "./report";

/** Everything that could not be read: a report that is silent about it would seem complete. */
export const GAPS_REPORT = defineReport({
  name: "gaps",
  says: "Something that could not be read, so that the other reports lack it.",
  columns: {
    subject: text("what could not be read"),
    what: text("what is not known, and why"),
    project_id: text("id of the project; empty where it is about no project"),
    unit_id: text("id of the project's unit, or of the unit that it is about"),
  },
  *rows(directory) {
    for (const { subject, what } of directory.view.gaps) {
      const [kind, id] = subject.split(" ");
      const project_id = kind === "project" ? id : undefined;
      const unit_id = project_id === undefined ? undefined : directory.unitIdOfProject(project_id);
      yield { subject, what, project_id, unit_id: kind === "unit" ? id : unit_id };
    }
  },
});
