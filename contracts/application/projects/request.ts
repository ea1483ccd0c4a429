import { z } from "zod";
import { projectRole, wishProblem } from "./choices";
import { designation, projectWish } from "./wish";

const time = z.string().describe("Time (ISO 8601, UTC).");

/** Stages of a request's life; `retired`, `failed` and `rejected` are its ends. */
export const projectPhase = z.enum([
  "checking",
  "held",
  "deciding",
  "creating",
  "following",
  "members",
  "active",
  "retiring",
  "retired",
  "failed",
  "rejected",
]);

/** Part that somebody has in a request or a project. */
export const projectPart = z.enum([
  "requester",
  "project-owner",
  "project-member",
  "unit-lead",
  "unit-steward",
  "governance-team",
  "auditor",
]);

/** Tells whether the caller may do something. */
export const possible = z.strictObject({
  allowed: z.boolean(),
  why: z.string().optional().describe("Reason for which it is not."),
});

const problem = z.strictObject({ kind: z.string(), message: z.string() });

const requestSummary = {
  id: z.string(),
  phase: projectPhase,
  says: z.string().describe("The stage in plain words."),
  next: z.string().optional().describe("What comes next, in plain words; absent at the end."),
  askedAt: time,
  requester: z.string().describe("Id of the user profile that asks."),
  name: z.string(),
  unit: z.string().describe("Key of the unit."),
  unitName: z.string().optional().describe("Name of the unit for people; absent where the settings do not know it."),
  profile: z.string().describe("Key of the profile."),
  profileName: z
    .string()
    .optional()
    .describe("Name of the profile for people; absent where the settings do not know it."),
  purpose: z.string(),
  projectId: z.string().optional().describe("Id of the project, as soon as there is one."),
  lapsesAt: time.optional().describe("Time at which it is rejected for want of a decision."),
  endsAt: time.optional().describe("Time at which the project ends; absent where it does not."),
  problem: problem.optional().describe("What people have to know or mend."),
};

/** A request in a list. */
export const projectRequestSummary = z.strictObject(requestSummary);

/** Members of a schema of a member. */
export const memberShape = {
  id: z.string().describe("Id in the domain."),
  type: z.enum(["user", "group"]).optional().describe("Absent where the domain does not know it any more."),
  name: z.string().optional().describe("Name for people; absent where it is not known."),
  kind: z.enum(["people", "program"]),
  designation,
};

/** A request with everything that is known of it. */
export const projectRequestDetail = z.strictObject({
  ...requestSummary,
  wish: projectWish.describe("The wish as it was sent."),
  account: z
    .strictObject({ id: z.string(), regions: z.array(z.string()) })
    .optional()
    .describe("Account that was chosen."),
  members: z.array(
    z.strictObject({
      ...memberShape,
      refused: z.strictObject({ cause: z.string(), at: time }).optional().describe("Why the service keeps it out."),
    }),
  ),
  problems: z.array(wishProblem).describe("What kept the wish from being carried out when it was checked again."),
  held: z
    .strictObject({ since: time, remindAt: time, lapsesAt: time, deciders: z.array(projectRole) })
    .optional()
    .describe("Present while people decide."),
  decision: z
    .strictObject({
      outcome: z.enum(["approve", "reject"]),
      by: z.enum(["person", "nobody-needed", "checks", "lapse", "before-loss"]),
      person: z.string().optional().describe("Id of the user profile that decided."),
      reason: z.string(),
      at: time,
    })
    .optional(),
  failures: z
    .array(
      z.strictObject({
        at: time,
        accountId: z.string().optional(),
        reasons: z.array(
          z.strictObject({
            configuration: z.string().describe("Configuration of the profile; empty where the whole failed."),
            said: z.string().describe("Words of the service."),
            means: z.array(z.string()).describe("Cause and cure, where the words are known."),
          }),
        ),
      }),
    )
    .describe("Attempts to make the project that failed."),
  createdAt: time.optional(),
  activeAt: time.optional(),
  retirement: z
    .strictObject({ at: time, reason: z.string(), person: z.string().optional(), acknowledged: z.boolean() })
    .optional(),
  endedAt: time.optional(),
  evidence: z.array(z.string()).describe("Keys of the evidence in the application's bucket."),
  yourParts: z.array(projectPart),
  possible: z.strictObject({ decision: possible }),
});
