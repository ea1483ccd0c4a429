import { z } from "zod";
import { designation } from "./wish";

const count = z.number().int();

/** Part of those who ask and decide, in the words of the settings. */
export const projectRole = z.enum(["unit-leads", "unit-stewards", "governance-team", "project-owners"]);

/** One thing that keeps a wish from being carried out. */
export const wishProblem = z.strictObject({
  code: z.string(),
  at: z.string().describe("Member of the wish that it is about."),
  message: z.string().describe("Sentence that says what to do."),
});

/** Answers of the checks to a wish. */
export const wishAnswers = z.strictObject({
  problems: z.array(wishProblem).describe("Everything that is wrong; empty where the wish can be carried out."),
  name: z.string().describe("Name that the project would have."),
  account: z
    .strictObject({ id: z.string(), regions: z.array(z.string()) })
    .optional()
    .describe(
      "Account that would be chosen by what others claim; absent where none fits, and where the profile has its account.",
    ),
});

const quota = z.strictObject({
  maximum: count,
  left: count.describe("Projects that may still be asked for; somebody else may be faster."),
});

/** Everything that the caller may ask for. */
export const projectChoices = z.strictObject({
  units: z
    .array(
      z.strictObject({
        key: z.string(),
        name: z.string().describe("Name for people."),
        profiles: z.array(z.string()).describe("Keys of the profiles that the unit may have."),
        quota: quota.optional().describe("Absent where it is not limited."),
        approval: z
          .strictObject({ deciders: z.array(projectRole), lapseAfterDays: count })
          .optional()
          .describe("People who decide on each request; absent where nobody has to."),
      }),
    )
    .describe("Units that the caller may ask for."),
  profiles: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      description: z.string(),
      quota: quota.optional().describe("Absent where it is not limited."),
      accounts: z
        .array(z.strictObject({ id: z.string(), regions: z.array(z.string()) }))
        .describe("Accounts that may be named instead of `choose`; empty where the profile has its account itself."),
      configurations: z.array(
        z.strictObject({
          name: z.string(),
          region: z.string().optional().describe("Region that the profile fixes."),
          parameters: z
            .array(z.strictObject({ name: z.string(), value: z.string().optional().describe("Value of the profile.") }))
            .describe("Parameters that the profile names and that a request may set."),
        }),
      ),
    }),
  ),
  naming: z.strictObject({
    inWords: z.string(),
    pattern: z.string().describe("Regular expression for the whole name."),
    maximum: count.describe("Largest number of characters."),
  }),
  lifetime: z.strictObject({
    defaultDays: count.optional().describe("Days where a request names none; absent: without an end."),
    maximumDays: count.optional().describe("Most days; absent: not limited."),
  }),
  designations: z.array(designation),
});
