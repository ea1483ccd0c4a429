import { z } from "zod";

/** Reasons why a repository is not as it is to be. Codes are read by programs and do not change their meaning; people read the text. */
export const REPOSITORY_REASONS = [
  ...(["project-deploying", "host-busy", "not-yet-seen", "role-not-member", "upgrade-open"] as const),
  ...(["project-missing", "project-ambiguous", "project-failed", "project-elsewhere", "no-user-role"] as const),
  ...(["place-missing", "place-unreadable", "place-wrong", "parameters-wrong", "members-unreadable"] as const),
  ...(["secret-unreadable", "host-unreachable", "host-refuses", "host-unexpected"] as const),
  ...(["archived", "public", "foreign", "marker-unreadable", "other-template"] as const),
  ...(["upgrade-edited", "protection-refused", "people-unknown", "name-taken"] as const),
] as const;

/** Code of a reason. */
export type RepositoryReasonCode = (typeof REPOSITORY_REASONS)[number];

/** Codes of what passes by itself, or waits for a step that somebody takes in the course of things; all others block. */
export const WAITING_REASONS: readonly RepositoryReasonCode[] = [
  "project-deploying",
  "host-busy",
  "not-yet-seen",
  "role-not-member",
  "upgrade-open",
  "upgrade-edited",
  "project-missing",
  "place-missing",
  "host-unreachable",
];

/** Codes of what passes by itself as a rule: seen at two looks one after the other, it blocks. */
export const PASSING_REASONS: readonly RepositoryReasonCode[] = ["host-unreachable", "not-yet-seen"];

const reason = z.strictObject({
  code: z.enum(REPOSITORY_REASONS),
  /** The matter in one sentence. */
  text: z.string().min(1),
  /** Cure. */
  fix: z.string().min(1),
  /** Those who have the cure: the platform's people, the team of the use case, or nobody, for it passes with time. */
  for: z.enum(["platform", "team", "time"]),
  /** Stage that it is about. */
  stage: z.string().min(1).optional(),
});

/** Reason why a repository is not as it is to be. */
export type RepositoryReason = z.output<typeof reason>;

/**
 * State of a repository of a use case, as the seeding function leaves it in the table: key {@link repositoryKey}, attribute `record` with
 * this as JSON.
 *
 * - `waiting`: not everything is there yet; nobody has to be called
 * - `blocked`: somebody has to mend something, and was told
 * - `settled`: the repository is as it is to be
 */
export const repositoryRecord = z.strictObject({
  format: z.literal(1),
  /** Grows with each write. */
  revision: z.int().min(0),
  useCase: z.string().min(1),
  repository: z.enum(["build", "deploy"]),
  state: z.enum(["waiting", "blocked", "settled"]),
  /** Empty where it is settled. */
  reasons: z.array(reason),
  /** Things that the host cannot do, or that people have decided: nothing is wrong with them, and they are worth to know. */
  notes: z.array(z.string()),
  /** Web address, once it is there. */
  address: z.string().optional(),
  /** Seed that the default branch holds, by its marker. */
  seeded: z
    .strictObject({
      template: z.string(),
      version: z.string(),
      digest: z.string(),
      /** Commit at which it was seen. */
      commit: z.string(),
    })
    .optional(),
  /** Merge request of an upgrade that is not merged: open, or closed by people, who then do not want this version. */
  mergeRequest: z
    .strictObject({
      address: z.string(),
      state: z.enum(["open", "declined"]),
      /** Version of the template that it brings. */
      version: z.string(),
    })
    .optional(),
  /** Environments whose jobs have a role. */
  environments: z.array(z.string()),
  /** Digest of the reasons that people were told; one state is told once. */
  told: z.string().optional(),
  /** Time of the last look, and of the last change of state or reasons (ISO 8601). */
  lookedAt: z.string(),
  changedAt: z.string(),
});

/** State of a repository of a use case. */
export type RepositoryRecord = z.output<typeof repositoryRecord>;

/** Repositories of a use case. */
export type UseCaseRepository = RepositoryRecord["repository"];

/** Key of the item of a repository in the table of AI operations. */
export function repositoryKey(
  useCase: string,
  repository: UseCaseRepository,
): { readonly pk: string; readonly sk: string } {
  return { pk: `REPOSITORY#${useCase}`, sk: repository };
}
