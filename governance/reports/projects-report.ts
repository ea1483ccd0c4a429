import { isHumanOwner } from "../members/plan-members";
import { daysBetween } from "./age";
import type { Directory } from "./directory";
import { defineReport, integer, text, time } from "./report";
import type { KnownProject } from "./view";

/** Projects with their owners, members, accounts and ends. */
export const PROJECTS_REPORT = defineReport({
  name: "projects",
  says: "A project, who owns it, where it works, and until when it is there.",
  columns: {
    project_id: text("id of the project"),
    project: text("its name"),
    unit: text("its unit, from the root"),
    unit_id: text("id of its unit"),
    status: text("its status in the service"),
    origin: text("`standing` (of the configuration), `application` (asked for by people), `unknown`"),
    owners: text("names of its owners; empty where the members could not be read"),
    human_owners: integer("number of owners that are people or groups of people; empty where not known"),
    members: integer("number of members, owners among them; empty where not known"),
    accounts: text("ids of the accounts that its environments are in"),
    environments: integer("number of environments; empty where not known"),
    created_at: time("time of its creation"),
    age_days: integer("age in whole days"),
    ends_at: time("time at which it ends; empty where it does not, or where that is not known"),
  },
  *rows(directory) {
    const { now } = directory.options;
    for (const project of directory.view.projects) {
      const { id, name, unitId, status, members, environments, createdAt } = project;
      const owners = members?.filter(({ designation }) => designation === "PROJECT_OWNER");
      yield {
        project_id: id,
        project: name,
        unit: directory.unitPath(unitId),
        unit_id: unitId,
        status,
        origin: originOf(project, directory),
        owners: owners && directory.names(owners.map(({ principalId }) => principalId)),
        human_owners: humanOwners(project, directory)?.length,
        members: members?.length,
        accounts: environments && [...new Set(environments.map(({ accountId }) => accountId))].sort().join(", "),
        environments: environments?.length,
        created_at: createdAt,
        age_days: daysBetween(createdAt, now),
        ends_at: directory.endOf(id),
      };
    }
  },
});

/** Maker of a project: the application by its records, the configuration by the name; unknown where neither knows it. */
export function originOf({ id, name }: KnownProject, directory: Directory): string {
  if (directory.isAskedFor(id)) return "application";
  return directory.options.standing.includes(name) ? "standing" : "unknown";
}

/**
 * Ids of owners that are people or groups of people; nothing where that is not known: members that could not be read, or only owners
 * whose profiles could not be read.
 */
export function humanOwners({ members }: KnownProject, directory: Directory): readonly string[] | undefined {
  if (members === undefined) return undefined;
  const owners = members.filter(({ designation }) => designation === "PROJECT_OWNER");
  const human = owners.filter(({ principalId, designation }) => {
    const { kind } = directory.principal(principalId);
    return isHumanOwner({
      id: principalId,
      designation,
      kind: kind === "program" || kind === "unknown" ? "program" : "people",
    });
  });
  const isUnknown = owners.some(({ principalId }) => directory.principal(principalId).kind === "unknown");
  return human.length === 0 && isUnknown ? undefined : human.map(({ principalId }) => principalId);
}
