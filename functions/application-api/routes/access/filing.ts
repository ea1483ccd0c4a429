import { createHash } from "node:crypto";
import { z } from "zod";
import { withAskedBy } from "../../../../governance/access";
import { LONGEST_ACCESS, rowFilter } from "../../../../governance/access-rules";
import { membershipOf, type ProjectMember } from "../../../../governance/people";
import { Problem } from "../../http/problem";
import { ringFor } from "../ring";
import { noQuery } from "../paging";
import { apiRoute, KNOWN, type Call, type ObjectKind } from "../route";
import { reasonText } from "./schemas";
import { wishForm } from "./wish-form";

/** Designations with which a member asks for a project. */
const ASKING: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** Project in whose name somebody asks, with its members as they are now. */
interface AskingProject {
  readonly members: readonly ProjectMember[];
}

/** Projects. Who is no member gets the same answer for one that is there and one that is not. */
const PROJECT: ObjectKind<AskingProject> = {
  name: "project that asks",
  seenBy: KNOWN,
  async load(id, { caller, services }) {
    const members = (await services.projects.membersOf(id)) ?? [];
    const parts = membershipOf(caller, members) === undefined ? [] : (["consumer-member"] as const);
    return { object: { members }, parts };
  },
};

const id = z.string().regex(/^[\w-]{1,36}$/);

const filingBody = z.strictObject({
  listingId: id.describe("Id of the asset's listing, as the search of assets tells it."),
  projectId: id.describe("Project that is to have access; you are an owner or a contributor of it."),
  reason: reasonText.describe("Reason, for those who decide."),
  purpose: z.string().min(1).max(256).optional().describe("Key of a purpose, where the organization asks for one."),
  days: z.number().int().min(1).max(LONGEST_ACCESS).optional().describe("Days for which access is wished."),
  columns: z.array(z.string().min(1).max(255)).min(1).max(2000).optional().describe("Names of the columns."),
  rows: rowFilter.optional().describe("Rows that are wished; all, where it is left out."),
});

/** Access that a person asks for. */
export type FilingBody = z.output<typeof filingBody>;
type FilingCall = Call<unknown, FilingBody, AskingProject>;

const filed = z.strictObject({
  requestId: z.string(),
  note: z.string().optional().describe("Sentence about a request that does not wait for a decision."),
});

/** Request for access in the name of a project. */
export const file = apiRoute({
  method: "POST",
  path: "/access/requests",
  name: "askForAccess",
  summary: "Ask for access to an asset in the name of a project; its owners and contributors do.",
  callers: ["person"],
  who: ["consumer-member"],
  object: PROJECT,
  idIn: ({ projectId }) => projectId,
  query: noQuery,
  body: filingBody,
  answers: filed,
  status: 202,
  changes: true,
  async handle(call: FilingCall) {
    const { body, caller, services, settings } = call;
    const profileId = askingPerson(call);
    const listing = await services.listings.listing(body.listingId);
    if (listing === undefined)
      throw new Problem("not-found", "No asset is published with this listingId: search the assets again.");
    const form = wishForm(body, listing, settings);
    await checkRole(call, listing.projectId);
    const made = await services.filing.file({
      projectId: body.projectId,
      listingId: listing.listingId,
      reason: withAskedBy(body.reason, profileId),
      ...(form === undefined ? {} : { form }),
      profileId,
      token: tokenOf(call.idempotencyKey ?? [listing.listingId, body.projectId, call.now.slice(0, 10)], caller.id),
    });
    if (made === "there") throw ALREADY_ASKED();
    if (made === "no-role") throw askInPortal("has no right to ask in the name of this project");
    const { requestId, status } = made;
    const isOld = (await services.records.load(requestId)) !== undefined;
    await ringFor(requestId, services);
    return { requestId, ...(status === "PENDING" ? {} : { note: noteOn(status, isOld) }) };
  },
});

/** The caller's profile, where the caller may ask for the project. */
function askingPerson({ caller, object: { members } }: FilingCall): string {
  const acting = members.filter(({ designation }) => ASKING.includes(designation));
  if (membershipOf(caller, acting) === undefined)
    throw new Problem("not-yours", "Owners and contributors of a project ask in its name: have one of them do it.");
  if (caller.profileId === undefined)
    throw new Problem(
      "person-not-known",
      "The domain does not know you by the name in your token, so nobody could say that the request is yours: sign in to the portal of AWS once, or ask the governance team to look at your user profile.",
    );
  return caller.profileId;
}

/**
 * The service takes a request as decided where the one who asks is a member of the owning project, past all rules. So the role that
 * asks has to be a member of the asking project, and must not be one of the owning project; what is not known is not asked.
 */
async function checkRole({ body, object: { members }, services }: FilingCall, ownerId: string): Promise<void> {
  if (ownerId === body.projectId)
    throw new Problem("own-data", "The project owns this asset: its members use it without asking.");
  const [asker, owners] = await Promise.all([
    services.filing.askerOf(body.projectId),
    services.projects.membersOf(ownerId),
  ]);
  if (asker === undefined || !members.some(({ id: member }) => member === asker))
    throw askInPortal("has no role for this project");
  if (owners === undefined) throw askInPortal("may not see the members of the project that owns the asset");
  if (owners.some(({ id: member }) => member === asker))
    throw new Problem(
      "own-data",
      "The role that asks for this project is a member of the one that owns the asset, and DataZone would approve at once: have it taken out there.",
    );
}

const askInPortal = (why: string): Problem =>
  new Problem("ask-in-portal", `The application ${why}: ask for the asset in the portal of AWS.`);

const ALREADY_ASKED = (): Problem =>
  new Problem(
    "already-asked",
    "Look at GET /access/requests: wait for the decision, or use the access that the project has.",
  );

/** Name of the request for the service, of the caller's own. */
const tokenOf = (named: string | readonly string[], caller: string): string =>
  createHash("sha256")
    .update(JSON.stringify([caller, named]))
    .digest("hex");

/** @param isOld - The worker has looked at the request: the service has answered with one that was made before. */
const noteOn = (status: string, isOld: boolean): string =>
  status === "ACCEPTED" && !isOld
    ? "DataZone has approved the request at once, past the rules of the application: tell the governance team."
    : `The same was asked today, and is ${status}: send it with a new Idempotency-Key to ask again.`;
