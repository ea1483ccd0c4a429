import type { Kind, Properties } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import type { ComparableObject } from "./comparison";
import type { LedgerEntry } from "./ledger";
import type { Patience } from "./patience";

/** Tools and facts that a handler works with during one invocation. */
export interface Scope {
  readonly clients: Clients;
  /** Account and Region of the function, from its ARN. */
  readonly accountId: string;
  readonly region: string;
  readonly patience: Patience;
  /** Values that this handler asked to remember at its last write; empty for a new resource. */
  readonly memory: Readonly<Record<string, readonly string[]>>;
  /** Entries of the ledger under a key: what is ours of a kind. */
  entriesUnder(kind: Kind, key: string): Promise<readonly LedgerEntry[]>;
  /** Keeps something in the ledger before the service call that makes it true. Not for reads. */
  remember(memory: Record<string, string[]>): Promise<void>;
}

/**
 * Phase in the life of a live object.
 *
 * - `ready`: usable; - `busy`: the service is working on it; - `deleting`: as good as gone;
 * - `failed`: the last change failed, a further write may repair it;
 * - `broken`: it never came to life and nothing is in it: delete and create again.
 */
export type Phase = "ready" | "busy" | "deleting" | "failed" | "broken";

/** A live object, in the form that the engine compares. */
export interface Live {
  readonly id: string;
  readonly phase: Phase;
  /** The service tried to delete it and could not. */
  readonly deletionFailed?: boolean;
  /** The service's status and failure reasons, for messages. */
  readonly status?: string;
  /** Same members as the handler's `desired`; a member that the service did not return equals the desired one. */
  readonly values: ComparableObject;
  /** Create-only properties that the service returns; the others come from the ledger. */
  readonly createOnly: Readonly<Record<string, string | undefined>>;
  readonly attributes: Readonly<Record<string, string>>;
  /**
   * Things that people have put beside what is configured, in their words: no difference, and left alone.
   *
   * @default - none, or the kind has none
   */
  readonly beside?: readonly string[];
}

/** One kind of resource. The engine owns ledger, idempotency, waiting and messages; a handler owns the service's calls. */
export interface Handler<K extends Kind> {
  readonly kind: K;
  /**
   * `claimed`: an existing object is taken over only with proof that it is ours. `shared`: it is an identity without
   * content, which the service may have made itself, and may be used by whoever names it.
   */
  readonly adoption: "claimed" | "shared";
  /**
   * The id is that of something that outlives the object, such as the blueprint of a configuration: an object that has
   * vanished is written again in place, and what refers to it stays as it is.
   */
  readonly lastingId?: true;
  /** The service has no deletion for it: after `delete` there is nothing to wait for. */
  readonly lasting?: true;
  /**
   * The object is other people's and its absence a state of its own: `find` and `get` always answer, and a plan looks at what is
   * there before the first write.
   */
  readonly standing?: true;
  /**
   * Words for the lists that it remembers in the ledger, by their names: the message about an entry that is too large says them.
   *
   * @default - it remembers nothing
   */
  readonly remembered?: Readonly<Record<string, string>>;
  /** A domain that is not visible is what this kind waits for, and no error of a write. */
  readonly awaitsDomain?: true;
  /** Domain that the object lives in, to tell "object gone" from "domain not visible"; `undefined`: in none. */
  domainOf(properties: Properties<K>): string | undefined;
  /** The name that `find` looks for. */
  nameOf(properties: Properties<K>): string;
  /** Desired properties in comparable form. */
  desired(properties: Properties<K>): ComparableObject;
  /** Desired properties that the service never returns; they are compared through the ledger's fingerprint. */
  hidden?(properties: Properties<K>): ComparableObject;
  /** The live object by id. `undefined`, or the service's not-found error, where it is gone. */
  get(scope: Scope, properties: Properties<K>, id: string): Promise<Live | undefined>;
  /** The live object by exact name, over all pages. */
  find(scope: Scope, properties: Properties<K>): Promise<Live | undefined>;
  /**
   * Throws where something that the service would not protect stands against a change, before anything of it is noted.
   *
   * @default - nothing does
   */
  refuse?(scope: Scope, properties: Properties<K>, live: Live, change: "update" | "delete"): Promise<void>;
  /**
   * Throws, in the plan, where a replacement would destroy what others need.
   *
   * @default - nothing stands against it
   */
  refuseReplacement?(scope: Scope, properties: Properties<K>, live: Live): Promise<void>;
  /** Creates through `clients.datazoneOnce()` where the service has no client token; answers the id. */
  create(scope: Scope, properties: Properties<K>, token: string): Promise<string>;
  /**
   * Brings the live object to the desired properties; `recreate` where the service can only delete and create.
   *
   * `hiddenChanged`: what the service does not return is not (or not for certain) what it was last given.
   */
  update(scope: Scope, properties: Properties<K>, live: Live, hiddenChanged: boolean): Promise<"updated" | "recreate">;
  /** Deletes; the engine waits until it is gone and takes a not-found error as success. */
  delete(scope: Scope, properties: Properties<K>, id: string): Promise<void>;
}
