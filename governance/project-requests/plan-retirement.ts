import { laterBy } from "../access/time";
import { endWith, lookAgain, type Moment } from "./moment";
import { deletionFailed } from "./plan-creation";
import type { ProjectRecord } from "./record";
import { alarmOfRefusal, reportHidden, reportProblem, store } from "./remember";
import type { Part, Step } from "./step";
import type { LiveProject, ProjectUses } from "./view";

/** Days after which a project that others still use is looked at again. */
const STILL_USED_DAYS = 1;

/**
 * Steps from the wish that a project ends to its end, in an order in which nobody loses anything unknowingly and nothing is left: data
 * that others use stops it unless somebody has said that it may go; then subscriptions, publications, data sources, environments, the
 * project.
 */
export function planRetirement(record: ProjectRecord, project: LiveProject | undefined, moment: Moment): Step {
  if (project === undefined) return endWith(record, "retired", { phase: "retired", problem: undefined }, moment.now);
  if (project.status === "going") return lookAgain(moment);
  if (project.status === "deletion-failed") {
    const reported = reportProblem(record, deletionFailed(project));
    return reported ?? { kind: "delete", projectId: project.id };
  }
  const { uses, hidden } = project;
  if (hidden !== undefined) return reportHidden(record, hidden) ?? lookAgain(moment);
  if (uses === undefined) return lookAgain(moment);
  if (uses.heldByOthers.length > 0 && record.retirement?.acknowledged !== true)
    return (
      reportProblem(record, { kind: "still-used", message: stillUsed(uses) }) ?? {
        kind: "wait",
        until: laterBy(moment.now, { days: STILL_USED_DAYS }),
      }
    );
  // From here on something is taken away: the project cannot be extended any more.
  if (record.problem?.kind === "still-used") return store(record, { problem: undefined });
  return (
    alarmOfRefusal(record) ??
    planParts(record, { ...project, uses }, moment) ?? { kind: "delete", projectId: project.id }
  );
}

/** Sentence that names who uses what of a project. */
export function stillUsed({ heldByOthers }: ProjectUses): string {
  const uses = heldByOthers.map(({ project, asset }) => `${project} (${asset})`).join(", ");
  return `Data of the project is used by ${uses}. End these subscriptions, or retire the project once more and say that they may go.`;
}

function planParts(
  { refusedParts = [] }: ProjectRecord,
  { id: projectId, uses }: { readonly id: string; readonly uses: ProjectUses },
  moment: Moment,
): Step | undefined {
  const part = partsOf(uses).find(({ id }) => !refusedParts.includes(id));
  if (part !== undefined) return { kind: "remove", projectId, part };
  // The service takes grants back through the environments: they stay until it has.
  if (uses.revoking > 0) return lookAgain(moment);
  const { environments } = uses;
  if (environments.length === 0) return undefined;
  const others = environments.filter(({ isBase }) => !isBase);
  const next = (others.length > 0 ? others : environments).find(({ status }) => status !== "going");
  return next === undefined
    ? lookAgain(moment)
    : { kind: "remove", projectId, part: { kind: "environment", id: next.id } };
}

const partsOf = ({ heldByOthers, own, published, dataSources }: ProjectUses): Part[] => [
  ...heldByOthers.map(({ id }): Part => ({ kind: "subscription-of-others", id })),
  ...own.map(({ id }): Part => ({ kind: "own-subscription", id })),
  ...published.map(({ id }): Part => ({ kind: "publication", id })),
  ...dataSources.map(({ id }): Part => ({ kind: "data-source", id })),
];
