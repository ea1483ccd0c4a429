import { z } from "zod";
import { projectChoices, wishAnswers, wishProblem } from "./choices";
import { memberChanges, projectDetail, projectSummary, projectUses, retirementAnswer } from "./project";
import { projectRequestDetail, projectRequestSummary } from "./request";

/** Page of what a list has. */
const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional().describe("Place at which the page ends.") });

/** Answers by errand. */
export const OFFICE_ANSWERS = {
  choices: projectChoices,
  check: wishAnswers,
  request: projectRequestDetail,
  requests: page(projectRequestSummary),
  "one-request": projectRequestDetail,
  decide: projectRequestDetail,
  projects: page(projectSummary),
  "one-project": projectDetail,
  members: memberChanges,
  transfer: memberChanges,
  extend: projectRequestSummary,
  retire: retirementAnswer,
} as const;

/** Reason for which the office does not do what it is asked. */
export const officeRefusal = z.strictObject({
  refused: z.enum([
    "not-found",
    "person-not-known",
    "standing-project",
    "problems",
    "key-reused",
    "not-yours",
    "own-request",
    "not-held",
    "already-decided",
    "not-active",
    "not-longer",
    "still-used",
    "outrun",
    /** A service that the office needs is busy: the same errand is sent again. */
    "busy",
  ]),
  message: z.string().describe("Sentence that says what to do."),
  problems: z.array(wishProblem).optional(),
  uses: projectUses.optional(),
  decidedBy: z.string().optional().describe("Id of the user profile that decided."),
});

/** Reason for which the office does not do what it is asked. */
export type OfficeRefusal = z.output<typeof officeRefusal>;
/** Answers by errand. */
export type OfficeAnswers = { readonly [ask in keyof typeof OFFICE_ANSWERS]: z.output<(typeof OFFICE_ANSWERS)[ask]> };
