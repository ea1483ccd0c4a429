import { z } from "zod";
import { accessFacts } from "./facts";
import { names, when } from "./when";
import { rowFilter } from "./row-filter";

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .describe("lower-case letter first, then letters, digits and hyphens, at most 64");
const key = id;
const text = z.string().min(1).max(2048).describe("1 to 2048 characters");
const days = (most: number) => z.number().int().min(1).max(most).describe(`whole days, 1 to ${most}`);
/** Longest time that access may be given for, in days: ten years. What is meant for ever says "never". */
export const LONGEST_ACCESS = 3650;

const columnsGiven = z.union([
  z.literal("all"),
  z.strictObject({
    /** Columns that are given, where the request asks for them. */
    only: names,
  }),
  z.strictObject({
    /** Columns that are not given. */
    except: names,
    /**
     * Columns that carry one of these terms are not given either (`<glossary>/<term>`).
     *
     * @default - only those of `except`
     */
    withoutTerms: names.optional(),
  }),
  z.strictObject({
    /** Columns that carry one of these terms are not given (`<glossary>/<term>`). */
    withoutTerms: names,
  }),
]);

const approve = z.strictObject({
  /** Rows that are given; "all" says on purpose that no row filter is attached. */
  rows: z.union([z.literal("all"), rowFilter]),
  /** Columns that are given; "all" says on purpose that no column filter is attached. */
  columns: columnsGiven,
  /**
   * Permissions on the objects of an S3 asset; without meaning for other assets.
   *
   * @default ["READ"]
   */
  s3: z
    .array(z.enum(["READ", "WRITE"]))
    .min(1)
    .default(["READ"]),
  /** Days after which access ends, at most 3650; a shorter wish of the request counts. "never" gives access without an end. */
  expiresInDays: z.union([days(LONGEST_ACCESS), z.literal("never")]),
});

const hold = z.strictObject({
  /** Key of the queue whose people decide. */
  queue: key,
  /** Days after which they are reminded, 1 to 365. */
  remindAfterDays: days(365),
  /** Days after which the request is rejected for want of a decision, 1 to 365; more than `remindAfterDays`. */
  lapseAfterDays: days(365),
});

const outcome = z.union([
  z.strictObject({
    /** Access is given, at once and without a person. */
    approve,
  }),
  z.strictObject({
    /** Access is refused, whatever other rules say. */
    reject: z.strictObject({
      /** Reason that the requester reads, 1 to 2048 characters. */
      message: text,
    }),
  }),
  z.strictObject({
    /** A person decides. */
    hold,
  }),
]);

const example = z.strictObject({
  /** Point of the example, 1 to 2048 characters. */
  title: text,
  /** A request, made up or real. What is not said is not known, and an unknown fact never approves. */
  facts: accessFacts,
  /**
   * Id of the rule that decides on it, or "none" where no rule does.
   *
   * @default - the rule that has the example
   */
  decidedBy: z.string().optional(),
});

/** One rule on access. */
export const accessRule = z.strictObject({
  /** Name of the rule in decisions, evidence and reports; unique. Changing it makes another rule of it for the reports. */
  id,
  /** Purpose of the rule, 1 to 2048 characters: people who are refused read it. */
  description: text,
  /** The one who answers for the rule: a mailbox or a group. */
  owner: text,
  /** Conditions that must all hold; `{}` holds for every request. */
  when,
  /** Fate of a request for which they hold. */
  outcome,
  /** Requests with what becomes of them, at least one that this rule decides itself. `config:check` runs them. */
  examples: z.array(example).min(1),
});

/** Metadata form that requesters fill in, and the fields of it that say what they wish. */
const requestForm = z.strictObject({
  /** Key of a form under `catalog.forms`. A rule of the catalog on subscribing can demand it (`catalog.rules`, `on: "subscribe"`). */
  form: key,
  /**
   * Field that holds the purpose: a key of `purposes`.
   *
   * @default - the purpose is not known
   */
  purpose: z.string().min(1).optional(),
  /**
   * Field that holds the number of days for which access is wanted.
   *
   * @default - access is wanted without an end
   */
  durationDays: z.string().min(1).optional(),
  /**
   * Field that holds the names of the columns that are wanted, separated by commas.
   *
   * @default - all columns are wanted
   */
  columns: z.string().min(1).optional(),
  /**
   * Field that holds the rows that are wanted: a row filter as rules write it, as JSON
   * (`{"columnName":"region","operator":"equalTo","value":"EU"}`).
   *
   * @default - all rows are wanted
   */
  rows: z.string().min(1).optional(),
});

/** Rules on access, and the words that they are written in. */
export const dataAccess = z.strictObject({
  /** Purposes that a requester can choose from, by key, with the text that people read. */
  purposes: z.record(key, text),
  /**
   * Form of a request that says what is wished: the portal of AWS and programs fill it in alike.
   *
   * @default - a request says nothing but asset and project: its purpose is not known, and it is for everything and without an end
   */
  requestForm: requestForm.optional(),
  /**
   * Terms (`<glossary>/<term>`) of assets to which no rule may give access without a row filter or a column filter.
   *
   * @default - none
   */
  restrictedTerms: z.array(z.string().min(1)).default([]),
  /** People who decide, by key of their queue. */
  queues: z.record(
    key,
    z.strictObject({
      /** Purpose of the queue, 1 to 2048 characters. */
      description: text,
      /** People who decide: owners of the producing project, stewards of its unit, the governance team. One of them is enough. */
      deciders: z.array(z.enum(["producer-owners", "unit-stewards", "governance-team"])).min(1),
      /**
       * Number of different people who must approve, 1 or 2. One rejection is enough to reject.
       *
       * @default 1
       */
      approvals: z.union([z.literal(1), z.literal(2)]).default(1),
    }),
  ),
  /** Fate of a request that no rule decides, and to one of which a fact is not known. */
  otherwise: hold,
  /**
   * Rules in order, at most 200. A rule that rejects counts before all others, wherever it stands; of the others the first that
   * holds decides.
   *
   * @default - none: people decide on everything
   */
  rules: z.array(accessRule).max(200).default([]),
});

/** Access that a rule gives. */
export type Approval = z.output<typeof approve>;
/** People that are asked, and how long. */
export type Hold = z.output<typeof hold>;
/** Fate of a request under a rule. */
export type Outcome = z.output<typeof outcome>;
/** A request in a rule, with what becomes of it. */
export type Example = z.output<typeof example>;
/** One rule on access. */
export type AccessRule = z.output<typeof accessRule>;
/** Rules on access, and the words that they are written in. */
export type DataAccess = z.output<typeof dataAccess>;

/** Rules together with the tree of the domain's units, which they are decided in. */
export interface AccessRules extends DataAccess {
  /** Parent of each unit, by key; "root" has none and is not in it. */
  readonly unitParents: Readonly<Record<string, string>>;
}
