import { z } from "zod";

/**
 * Errands that the API has the function of promotions do, by a synchronous invocation: `{ "office": { ... } }`.
 *
 * The API has proved who calls, and says what that person or machine is. What the caller may do with the very use case and stage is for
 * the function to find out, and to decide by. Only the API's role may invoke it.
 */
const key = z.string().min(1).max(64);
const reason = z.string().trim().min(1).max(1024);
const time = z.iso.datetime();

/** Somebody who calls, as the API has proved it. */
export const promotionCaller = z.strictObject({
  /** Subject of the token, or ARN of the role. */
  id: z.string().min(1),
  kind: z.enum(["person", "machine"]),
  /**
   * Every name that AWS or a code host may know the person by: user name, e-mail address. Nobody releases what they have built or
   * approved, so a caller without a name releases nothing.
   */
  names: z.array(z.string().min(1).max(256)).max(16),
  /** Keys of groups of the domain that the caller is a member of; the team of a use case is one of them. */
  groups: z.array(key),
  governanceTeam: z.boolean(),
  auditor: z.boolean(),
});

/** Decision of a person on a promotion that waits. */
export const promotionFate = z.strictObject({
  outcome: z.enum(["approve", "reject"]),
  reason: reason.describe("Reason that is kept as evidence, and that the deployment carries."),
});
/** Wish for the release that was deployed before. */
export const rollbackWish = z.strictObject({
  stage: key,
  reason,
  release: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe("An earlier release of the stage. Default: the one that was deployed before the present one."),
});
/** Wish for the promotion of one release, through all stages in their order. */
export const promoteWish = z.strictObject({
  release: z
    .string()
    .min(1)
    .max(2048)
    .describe("ARN of a version of the group in the build account, or address of the manifest of a data release."),
  reason,
});

/** One thing that the office is asked. */
export const promotionErrand = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("use-cases") }),
  z.strictObject({ ask: z.literal("use-case"), useCase: key }),
  z.strictObject({
    ask: z.literal("decide"),
    useCase: key,
    stage: key,
    promotion: z.string().min(1).max(128),
    ...promotionFate.shape,
  }),
  z.strictObject({ ask: z.literal("rollback"), useCase: key, ...rollbackWish.shape }),
  z.strictObject({ ask: z.literal("promote"), useCase: key, ...promoteWish.shape }),
]);

/** Event with which the API invokes the function of promotions. */
export const promotionOfficeEvent = z.strictObject({
  office: z.strictObject({ caller: promotionCaller, errand: promotionErrand }),
});

/** A release in a stage. */
export const shownDeployment = z.strictObject({
  promotion: z.string().describe("Id of the promotion that brought it."),
  release: z
    .string()
    .describe("What the deployment was told: the version in the stage's account, or the data release."),
  source: z.string().describe("Version in the build account, or the data release."),
  at: time,
  by: z.string().describe("Person who released it, or `gates` where nobody has to."),
  kind: z.enum(["promotion", "rollback"]),
});

/** Something that is not done yet. */
export const shownWait = z.strictObject({
  promotion: z.string(),
  source: z.string(),
  phase: z.string().describe("Step of the promotion in this stage."),
  since: time,
  waitsFor: z.enum(["people", "code-host", "account", "operator", "function"]),
  sentence: z.string().describe("One sentence: what is waited for."),
  approvers: z.array(key).describe("Groups whose members may release it."),
  lapsesAt: time.optional(),
  youMayDecide: z.boolean(),
});

/** A stage of a use case, with what is in it and what waits. */
export const shownStage = z.strictObject({
  stage: key,
  account: z.string(),
  production: z.boolean(),
  promoted: shownDeployment.optional().describe("What is to run."),
  running: z
    .strictObject({ release: z.string(), at: time, differs: z.boolean() })
    .optional()
    .describe("What was found to run, where the account tells."),
  deploying: z
    .strictObject({
      release: z.string(),
      kind: z.enum(["promotion", "rollback"]),
      since: time,
      run: z.string().optional(),
    })
    .optional(),
  waits: z.array(shownWait),
  earlier: z.array(shownDeployment).describe("Releases that it can go back to, the newest first."),
});

/** Conditions of a promotion with what was found. */
export const shownGate = z.strictObject({
  gate: z.string(),
  passed: z.boolean(),
  found: z.string(),
  required: z.string(),
});

/** A use case with its promotions. */
export const shownUseCase = z.strictObject({
  useCase: key,
  title: z.string(),
  stages: z.array(shownStage),
  promotions: z.array(
    z.strictObject({
      promotion: z.string(),
      source: z.string(),
      state: z.string(),
      since: time,
      sentence: z.string(),
      gates: z.array(shownGate),
    }),
  ),
});

const refusal = z.strictObject({
  refused: z.enum([
    "not-found",
    "not-yours",
    "own-work",
    "person-not-known",
    "not-held",
    "lapsed",
    "already-decided",
    "nothing-to-go-back-to",
    "under-way",
    "not-promotable",
    "busy",
  ]),
  message: z.string(),
});

/** Answers of the office, by errand. */
export interface PromotionAnswers {
  readonly "use-cases": { readonly useCases: readonly z.output<typeof shownUseCase>[] };
  readonly "use-case": z.output<typeof shownUseCase>;
  readonly decide: z.output<typeof shownUseCase>;
  readonly rollback: z.output<typeof shownUseCase>;
  readonly promote: z.output<typeof shownUseCase>;
}

/** Schemas of answers, by errand; each errand may be refused as well. */
export const promotionAnswers = {
  "use-cases": z.strictObject({ useCases: z.array(shownUseCase) }),
  "use-case": shownUseCase,
  decide: shownUseCase,
  rollback: shownUseCase,
  promote: shownUseCase,
  refusal,
} as const;

/** Somebody who calls. */
export type PromotionCaller = z.output<typeof promotionCaller>;
/** One thing that the office is asked. */
export type PromotionErrand = z.output<typeof promotionErrand>;
/** An errand that is not done, with the sentence that says what to do. */
export type PromotionRefusal = z.output<typeof refusal>;
/** A use case with its promotions. */
export type ShownUseCase = z.output<typeof shownUseCase>;
/** A stage of a use case. */
export type ShownStage = z.output<typeof shownStage>;
