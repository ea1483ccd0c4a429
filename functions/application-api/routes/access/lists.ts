import { z } from "zod";
import type { AccessRecord } from "../../../../governance/access";
import { deciderRoles } from "../../../../governance/people";
import type { ListEntry } from "../../../application-store/item-lists";
import { cursorOf, placeIn } from "../../http/cursor";
import { noQuery, paging } from "../paging";
import { apiRoute, KNOWN, type Surroundings } from "../route";
import { mergedPage } from "../../../application-store/merged-page";
import { partsIn, reachOf, visibleSources, type Reach, type Sources } from "./reach";
import { ACCESS_REQUEST } from "./request-object";
import { accessDetail, accessPage, phase } from "./schemas";
import { detailOf, summaryOf } from "./shown";

const id = z.string().min(1).max(128);

const listQuery = z.strictObject({
  ...paging,
  only: z
    .enum(["mine", "to-decide"])
    .optional()
    .describe(
      "`mine`: requests that the caller made; `to-decide`: those that wait for a decision which the caller may make.",
    ),
  project: id.optional().describe("Project that asks or that owns the asset."),
  state: phase.optional().describe("Stage of their life."),
});

type ListQuery = z.output<typeof listQuery>;

const seenIn = ({ asked, facts }: AccessRecord) => ({
  requester: asked?.requester ?? "",
  consumerProjectId: asked?.consumerProjectId ?? "",
  producerProjectId: asked?.producerProjectId ?? "",
  unit: facts?.producer.unit ?? "",
});

/** Requests that the caller may see, the newest first. */
export const listRequests = apiRoute({
  method: "GET",
  path: "/access/requests",
  name: "listAccessRequests",
  summary: "List requests that the caller may see, the newest first.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: listQuery,
  answers: accessPage,
  changes: false,
  async handle(call) {
    const { query, services } = call;
    const { limit, cursor, ...filters } = query;
    const list = ["access-requests", filters];
    const behind = placeIn(list, cursor);
    const reach = await reachOf(call, query.only === "to-decide");
    const { records, next } = await mergedPage(services.lists, {
      ...sourcesOf(query, reach),
      mayBe: (entry) => isPhase(entry.phase, query) && mayConcern(partsIn(reach, entry), query),
      behind,
      limit,
      is: (record) => isAsked(record) && isListed(record, query, reach, call),
    });
    return { items: records.filter(isAsked).map(summaryOf), next: next && cursorOf(list, next) };
  },
});

const isAsked = (record: AccessRecord): record is Parameters<typeof summaryOf>[0] => record.asked !== undefined;

const phasesOf = ({ only, state }: ListQuery) =>
  only === "to-decide" ? (["held"] as const) : state === undefined ? undefined : [state];

const isPhase = (one: string, query: ListQuery): boolean => phasesOf(query)?.some((wanted) => wanted === one) ?? true;

/** Tells whether a request may be in the list, before it is read: who has no part that decides has nothing to decide. */
const mayConcern = (parts: ReturnType<typeof partsIn>, { only }: ListQuery): boolean =>
  only === "to-decide" ? deciderRoles(parts).length > 0 : parts.length > 0;

function sourcesOf(query: ListQuery, reach: Reach): Sources {
  const { only, project } = query;
  const { profileId } = reach;
  if (only === "mine")
    return {
      sources: profileId === undefined ? [] : [{ by: "requester", value: profileId }],
      isExact: query.state === undefined,
    };
  // To one who has nothing to do with a project, it is not told by pages without items either that it has requests.
  if (project !== undefined && (reach.all || reach.units.size > 0 || reach.projects.has(project)))
    return {
      sources: [
        { by: "consumer", value: project },
        { by: "producer", value: project },
      ],
      isExact: reach.all && query.state === undefined,
    };
  return visibleSources(reach, phasesOf(query));
}

function isListed(
  record: AccessRecord,
  { only, project, state }: ListQuery,
  reach: Reach,
  call: Surroundings,
): boolean {
  const seen = seenIn(record);
  const parts = partsIn(reach, seen);
  if (parts.length === 0) return false;
  // An index lags behind the record by a moment.
  if (state !== undefined && record.phase !== state) return false;
  if (project !== undefined && seen.consumerProjectId !== project && seen.producerProjectId !== project) return false;
  if (only === "mine") return parts.includes("requester");
  return only !== "to-decide" || isToDecide(record, parts, call);
}

function isToDecide(
  { phase: at, held }: AccessRecord,
  parts: ReturnType<typeof partsIn>,
  { caller, settings: { rules } }: Surroundings,
): boolean {
  if (at !== "held" || held === undefined || parts.includes("requester")) return false;
  const deciders = Object.hasOwn(rules.queues, held.queue) ? rules.queues[held.queue].deciders : [];
  const hasConsented = held.consents.some(({ person }) => person === caller.profileId);
  return !hasConsented && deciderRoles(parts).some((role) => deciders.includes(role));
}

/** One request with everything that is known of it. */
export const readRequest = apiRoute({
  method: "GET",
  path: "/access/requests/{id}",
  name: "readAccessRequest",
  summary:
    "Read a request: what is asked, what rules said of which facts, what was decided, and what the caller may do.",
  callers: ["person", "machine"],
  who: ACCESS_REQUEST.seenBy,
  object: ACCESS_REQUEST,
  query: noQuery,
  answers: accessDetail,
  changes: false,
  handle: (call) => detailOf(call, call),
});

const DAY = 86_400_000;

const expiringQuery = z.strictObject({
  ...paging,
  days: z.coerce.number().int().min(1).max(3650).default(30).describe("Days from now within which access ends."),
});

/** Access that ends soon. */
export const listExpiring = apiRoute({
  method: "GET",
  path: "/access/expiring",
  name: "listExpiringAccess",
  summary: "List access that the caller may see and that ends soon, what ends first before.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: expiringQuery,
  answers: accessPage,
  changes: false,
  async handle(call) {
    const { query, services, now } = call;
    const { limit, cursor, days } = query;
    const list = ["expiring", days];
    const until = new Date(Date.parse(now) + days * DAY).toISOString();
    const reach = await reachOf(call);
    const { entries, next } = await visibleExpiring(until, placeIn(list, cursor), limit, reach, call);
    const read = await services.lists.records(entries.map(({ requestId }) => requestId));
    const items = read.filter(isAsked).filter((record) => partsIn(reach, seenIn(record)).length > 0);
    return { items: items.map(summaryOf), next: next && cursorOf(list, next) };
  },
});

/** Entries of one step of that list, where not all are the caller's. */
const STRIDE = 500;
const MOST_STEPS = 20;

async function visibleExpiring(
  until: string,
  from: string | undefined,
  limit: number,
  reach: Reach,
  { services: { lists } }: Surroundings,
): Promise<{ readonly entries: readonly ListEntry[]; readonly next?: string }> {
  const entries: ListEntry[] = [];
  // One more than is wanted: the list may begin with the entry that it is to begin behind.
  const stride = reach.all ? limit + 1 : STRIDE;
  let behind = from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const found = await lists.expiring(until, { behind, limit: stride });
    for (const entry of found) {
      behind = entry.place;
      if (partsIn(reach, entry).length === 0) continue;
      entries.push(entry);
      if (entries.length === limit) return { entries, next: behind };
    }
    if (found.length < stride - 1) return { entries };
  }
  // As in the other lists: the cursor tells no id that the caller may not see.
  const moment = (behind ?? "").split("#")[0];
  return { entries: entries.filter(({ place }) => !place.startsWith(`${moment}#`)), next: moment };
}
