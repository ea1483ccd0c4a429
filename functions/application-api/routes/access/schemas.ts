import { z } from "zod";
import { givenAccess } from "../../../../governance/access-rules";
import { pageOf } from "../paging";
import { unreadWish } from "./unread-wishes";

const time = z.string().describe("Time (ISO 8601, UTC).");

/** Stages of a request's life. */
export const phase = z.enum(["open", "held", "deciding", "granting", "active", "ending", "closed"]);

const project = z.strictObject({ id: z.string(), name: z.string() });

const summary = {
  id: z.string(),
  phase,
  revision: z
    .number()
    .int()
    .describe("Number that a decision names, so that nobody decides on something else than was shown."),
  askedAt: time,
  requester: z.string().describe("Id of the user profile that asks."),
  reason: z.string(),
  beyond: z
    .enum(["data-product", "user", "group", "role", "other"])
    .optional()
    .describe("Something that rules do not speak of: it is approved in the portal of AWS, and can be rejected here."),
  asset: z.strictObject({ id: z.string(), listingId: z.string(), name: z.string(), type: z.string() }),
  consumer: project.describe("Project that asks; without an id, the user, group or role that does."),
  producer: project.extend({
    unit: z.string().optional().describe("Key of the unit."),
    unitName: z.string().optional().describe("Name of the unit for people, in a single request."),
  }),
  queue: z.string().optional().describe("Queue whose people decide, while it is held."),
  lapsesAt: time.optional().describe("Time at which it is rejected for want of a decision."),
  expiresAt: time.optional().describe("Time at which access ends."),
  problem: z.string().optional().describe("Kind of what keeps access from being what was decided."),
};

/** A request in a list. */
export const accessSummary = z.strictObject(summary);
/** Page of requests. */
export const accessPage = pageOf(accessSummary);

const possible = z.strictObject({
  allowed: z.boolean(),
  why: z.string().optional().describe("Reason for which it is not."),
});

// Access of the past may have deeper row filters than a person writes.
const accessShown = z.looseObject({ rows: z.unknown(), rowsText: z.string() });

/** A request with everything that is known of it. */
export const accessDetail = z.strictObject({
  ...summary,
  facts: z.looseObject({}).optional().describe("Facts that rules were asked with."),
  unread: z.array(unreadWish).optional().describe("Wishes in words that rules cannot read, where there are some."),
  ruled: z
    .looseObject({ version: z.string(), outcome: z.string(), reason: z.string(), rule: z.string().optional() })
    .optional()
    .describe("Decision of the rules, with what each rule that was asked said."),
  held: z
    .strictObject({
      queue: z.string(),
      description: z.string(),
      deciders: z.array(z.string()),
      approvals: z.number().int(),
      since: time,
      remindAt: time,
      lapsesAt: time,
      reason: z.string(),
      consents: z.array(z.strictObject({ person: z.string(), at: time, access: accessShown })),
    })
    .optional(),
  decision: z
    .strictObject({
      outcome: z.enum(["approve", "reject"]),
      by: z.array(z.string()).describe("`rule:<id>`, ids of user profiles, `lapse` or `outside`."),
      reason: z.string(),
      at: time.optional(),
      access: accessShown.optional(),
    })
    .optional(),
  activeAt: time.optional(),
  ending: z.strictObject({ kind: z.string(), at: time, person: z.string().optional(), reason: z.string() }).optional(),
  endedAt: time.optional(),
  cause: z.string().optional().describe("The problem in the service's words."),
  people: z.record(z.string(), z.string()).describe("Names by ids of user profiles, as far as they are known."),
  yourParts: z.array(z.string()),
  possible: z.strictObject({ decision: possible, revocation: possible, extension: possible }),
});

/** Revision that was shown. */
const revision = z.number().int().min(1).describe("`revision` of the request as it was shown.");
/** Reason of a person. */
export const reasonText = z.string().trim().min(1).max(2048);

/** Body of a decision. */
export const decisionBody = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("approve"), revision, access: givenAccess }),
  z.strictObject({
    outcome: z.literal("reject"),
    revision,
    reason: reasonText.describe("Reason that the requester reads."),
  }),
]);

/** Body of a revocation. */
export const revocationBody = z.strictObject({ revision, reason: reasonText });
