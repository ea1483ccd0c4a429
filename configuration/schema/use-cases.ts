import { z } from "zod";
import { codeOwner } from "./aiops";
import { hints } from "./hints";
import * as p from "./primitives";
import { projectMembers } from "./projects";
import { gates, trigger } from "./use-case-gates";
import { build, deployStage } from "./use-case-places";

/** Names of templates of `seeds/`: written out for those who complete in editors, and compared with them by a test. */
export const USE_CASE_TEMPLATES = ["regression", "llm-fine-tuning", "rag", "data-pipeline"] as const;

/** Key of a use case: names in AWS begin with it, so it is shorter than other keys and ends with no hyphen. */
const useCaseKey = z
  .string()
  .regex(/^(?!constructor$)[a-z][a-z0-9-]{1,30}[a-z0-9]$/)
  .describe("3 to 32 lower-case letters, digits and hyphens, a letter first, no hyphen last")
  .register(hints, { isKey: true });

/** Lines of people: no control characters, and no signs that mean something in Markdown or tags. */
const line = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ,.:;/()'&+_-]{0,79}$/u)
  .describe("1 to 80 letters, digits, spaces and ,.:;/()'&+_-");

const repositoryName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/)
  .describe("1 to 100 lower-case letters, digits and . _ -, a letter or digit first");

const useCase = z.strictObject({
  /** Title for people, 1 to 80 characters. */
  title: line,
  /** Name of the team, 1 to 80 characters. */
  team: line,
  /**
   * `consumer`: a project in the build's stage and in each stage that versions are deployed to. `producer`: one project in the build's
   * stage; what it makes runs in the other accounts without one. Changing this makes or deletes projects.
   */
  pattern: z.enum(["producer", "consumer"]),
  /** Template of the repositories (`docs/use-case-templates.md`). Changing this in repositories that were seeded is reported, and nothing is written. */
  template: z.enum(USE_CASE_TEMPLATES),
  /**
   * Parameters of the template alone.
   *
   * @default - the template's
   */
  options: z.record(z.string().min(1), z.string()).default({}),
  /** Key of a host under `aiops.codeHosts`. Changing this makes new repositories there; those that are there stay. */
  codeHost: p.key,
  /**
   * Names of the repositories. Changing one makes a new repository; the one that is there stays.
   *
   * @default - `<key>-build` and `<key>-deploy`
   */
  repositories: z
    .strictObject({
      /**
       * Name of the one that builds.
       *
       * @default - `<key>-build`
       */
      build: repositoryName.optional(),
      /**
       * Name of the one that deploys.
       *
       * @default - `<key>-deploy`
       */
      deploy: repositoryName.optional(),
    })
    .default({}),
  /** Owners of the team's code, 1 to 20, as `CODEOWNERS` names them: `@acme/campaigns`. */
  owners: z.array(codeOwner).min(1).max(20),
  /**
   * Key of the unit that its projects belong to.
   *
   * @default "root"
   */
  unit: p.unitKey.default("root"),
  /** Key of the profile of its projects, in the file of each stage that has one. */
  profile: p.key,
  /**
   * Members of its projects, by a key of your choice.
   *
   * @default - none
   */
  members: projectMembers.default({}),
  /**
   * Name of the group of model packages in every account, 1 to 63 characters. Changing this makes new groups; those that are there are deleted, which fails while they hold versions.
   *
   * @default - the key
   */
  modelPackageGroup: z
    .string()
    .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/)
    .describe("1 to 63 letters, digits and hyphens, no hyphen first or last")
    .optional(),
  /**
   * Conditions that a version meets before it leaves the account in which it was built.
   *
   * @default - a model card
   */
  gates: gates.optional(),
  /**
   * Start of a promotion.
   *
   * @default - the approval in the registry
   */
  trigger: trigger.optional(),
  /**
   * A repository of container images of its own, in the account in which it is built; stages may pull from it. Changing this to `false` deletes it, which fails while it holds images.
   *
   * @default false
   */
  images: z.boolean().default(false),
  /** Place in which it is built. */
  build,
  /** Stages that versions are deployed to, in their order, 1 to 10. */
  stages: z.array(deployStage).min(1).max(10),
});

/** Use cases by key. Renaming a key makes everything of it anew. */
export const useCases = z.record(useCaseKey, useCase);
