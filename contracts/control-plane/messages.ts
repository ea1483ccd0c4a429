import { z } from "zod";
import { KIND_NAMES, type Kind, type Properties } from "../kinds";

/** `aws_lambda_invocation` puts its own member under this key (its `terraform_key` argument). */
export const TERRAFORM_KEY = "tf";

/** Qualifier of the function for reads: plan roles may invoke it alone, and it refuses every write. */
export const READ_QUALIFIER = "read";
/** Qualifier of the function for writes; plan roles may not invoke it. */
export const WRITE_QUALIFIER = "write";

const kind = z.enum(KIND_NAMES);

/** The members that a read and a write share. */
const identity = {
  kind,
  /** Ledger key: stage and configuration key, unique per kind in the function's account. Changing it replaces. */
  key: z.string().regex(/^[A-Za-z0-9._/-]{1,400}$/),
  /** Id of an existing object to take over, named in the configuration. */
  adoptId: z.string().optional(),
  /** Shape depends on `kind`; the handler parses it with `KIND_PROPERTIES`. */
  properties: z.record(z.string(), z.unknown()),
};

/** Request of the data source at every plan. */
export const readRequest = z.strictObject({ action: z.literal("read"), ...identity });

/** Request that the resource stores as its input, and sends on create, update and delete. */
export const writeRequest = z.strictObject({
  ...identity,
  /** Changes exactly when something must be written: the ledger's ticket while in sync, else the time of the plan. */
  ticket: z.string(),
  /** Reason for which something must be written, so that the plan says it; the ledger's while in sync. */
  reason: z.string(),
  /** `ReadResponse.incarnation` of the plan; create and update keep it in the ledger. */
  incarnation: z.string(),
  [TERRAFORM_KEY]: z.strictObject({
    action: z.enum(["create", "update", "delete"]),
    /** The input of the previous apply; `null` on create. */
    prev_input: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** A checked read; its `properties` are those of any kind. */
export type ReadRequest = z.infer<typeof readRequest>;
/** A checked write; its `properties` are those of any kind. */
export type WriteRequest = z.infer<typeof writeRequest>;

/** Desired object of a kind, as it is sent before the ticket is known. */
export interface DesiredResource<K extends Kind> {
  readonly kind: K;
  readonly key: string;
  readonly adoptId?: string;
  readonly properties: Properties<K>;
}

/** One property whose live value is not the configured one. */
export interface Difference {
  /** Path in the desired properties, for example `environmentConfigurations[Tooling].deploymentOrder`. */
  readonly path: string;
  /** Live value as JSON; `null` where there is none. */
  readonly live: unknown;
  readonly desired: unknown;
}

/** The answer to a read. Every member but `beside` is always present: Terraform refers to each of them. */
export interface ReadResponse {
  /** The live object exists, is ours and equals the desired properties. */
  readonly inSync: boolean;
  /** Ticket of the last successful write; empty before the first. */
  readonly ticket: string;
  /** In sync: the reason stored with that ticket. Otherwise a short text of the differences (at most 300 characters). */
  readonly reason: string;
  /** Id of the live object; `null` where none exists, or where it must be replaced. */
  readonly id: string | null;
  /** The same moments as `id`; `null` where `id` is. */
  readonly attributes: Record<string, string> | null;
  readonly differences: readonly Difference[];
  /**
   * Result of the read. `absent`: nothing, or what is being deleted; `failed`: an object whose last change failed;
   * `unseen`: the domain is not visible from this account.
   */
  readonly condition: "present" | "absent" | "failed" | "unseen";
  /**
   * A create-only property differs, or an object that the ledger knows was deleted outside Terraform: only a
   * replacement brings the object to the desired state (for kinds in `REPLACEMENT_REFUSED` the read throws instead).
   */
  readonly replace: boolean;
  /**
   * Changes exactly when the object must be replaced, and is then the trigger of the replacement: the ledger's value
   * while the object lives and its create-only properties match; `first` where there is no ledger entry; otherwise a
   * value that the ledger never held, derived (hash) from the ledger's ticket and incarnation and the desired
   * create-only properties, so that repeated plans agree.
   *
   * Why not an in-place update that creates anew: the plan says what happens (a new object with a new id), and what was
   * built on the vanished object's id, as a create-only property, is replaced with it.
   */
  readonly incarnation: string;
  /**
   * Things that people have put beside what is configured, for the report of drift: left alone.
   *
   * @default - none
   */
  readonly beside?: readonly string[];
}

/** The answer to create and update: the id and the kind's attributes. Delete answers `{}`. */
export interface WriteResponse {
  readonly id: string;
  readonly attributes: Record<string, string>;
}
