import { CREATE_ONLY, type Kind, type Properties } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import { fingerprintOf } from "./comparison";
import { lookInDomain } from "./domain-visibility";
import type { Handler, Live, Scope } from "./handler";
import { knowledgeFrom, type Knowledge } from "./knowledge";
import type { Ledger } from "./ledger";
import type { Patience } from "./patience";

/** Tools and facts that one invocation works with. */
export interface ResourceContext {
  readonly clients: Clients;
  readonly ledger: Ledger;
  readonly patience: Patience;
  readonly accountId: string;
  readonly region: string;
}

/** Subject of an invocation: the desired object and its handler. */
export interface ResourceRequest<K extends Kind> {
  readonly handler: Handler<K>;
  /** Desired properties. */
  readonly properties: Properties<K>;
  /** Id of an existing object that the configuration takes over. @default - none */
  readonly adoptId?: string;
  readonly context: ResourceContext;
}

/**
 * One resource during one invocation: what is desired, what the ledger knows, and what the service has.
 *
 * Reads only; `WritableResource` writes the ledger.
 */
export class Resource<K extends Kind> {
  public readonly handler: Handler<K>;
  public readonly properties: Properties<K>;
  public readonly adoptId: string | undefined;
  public readonly context: ResourceContext;

  protected constructor(
    request: ResourceRequest<K>,
    private known: Knowledge,
  ) {
    this.handler = request.handler;
    this.properties = request.properties;
    this.adoptId = request.adoptId;
    this.context = request.context;
  }

  /** Reads the ledger. */
  public static async load<K extends Kind>(request: ResourceRequest<K>): Promise<Resource<K>> {
    return new Resource(request, knowledgeFrom(await request.context.ledger.read()));
  }

  /** Knowledge of the ledger at this moment. */
  public get knowledge(): Knowledge {
    return this.known;
  }

  protected set knowledge(knowledge: Knowledge) {
    this.known = knowledge;
  }

  /** Patience of the invocation. */
  public get patience(): Patience {
    return this.context.patience;
  }

  /** Scope of the handler; its memory is the ledger's at this moment. */
  public get scope(): Scope {
    const { clients, patience, accountId, region } = this.context;
    const memory = this.knowledge.entry?.memory ?? {};
    return {
      clients,
      patience,
      accountId,
      region,
      memory,
      entriesUnder: (kind, key) => this.context.ledger.under(kind, key),
      remember: (changed) => this.remember(changed),
    };
  }

  /** Answers the live object by id; `undefined` where it is gone. */
  public async get(id: string, properties: Properties<K> = this.properties): Promise<Live | undefined> {
    return this.look(properties, () => this.handler.get(this.scope, properties, id));
  }

  /** Answers the live object by name; `undefined` where there is none. */
  public async find(properties: Properties<K> = this.properties): Promise<Live | undefined> {
    return this.look(properties, () => this.handler.find(this.scope, properties));
  }

  /** Says whether a write of this object has ever succeeded: only then states and dependants may refer to it. */
  public get hasEverSucceeded(): boolean {
    return (this.knowledge.entry?.ticket ?? "") !== "";
  }

  /** Fingerprint of the desired properties that the service does not return. */
  public get hiddenFingerprint(): string {
    return fingerprintOf(this.handler.hidden?.(this.properties) ?? null);
  }

  /**
   * Says whether the properties that the service does not return have changed since they were last written. Of an object
   * that the ledger does not know nobody can tell, and the configuration is believed.
   */
  public get hiddenChanged(): boolean {
    const { entry } = this.knowledge;
    return this.handler.hidden !== undefined && entry !== undefined && entry.fingerprint !== this.hiddenFingerprint;
  }

  /** The desired create-only properties, as the ledger keeps them. */
  public createOnly(): Record<string, string> {
    const properties: Record<string, unknown> = this.properties;
    const present = CREATE_ONLY[this.handler.kind].filter((name) => typeof properties[name] === "string");
    return Object.fromEntries(present.map((name) => [name, properties[name] as string]));
  }

  /** Names of create-only properties that the object (or the ledger, where the service does not say) has otherwise. */
  public createOnlyDifferences(live?: Live): string[] {
    const { entry } = this.knowledge;
    const desired = this.createOnly();
    return CREATE_ONLY[this.handler.kind].filter((name) => {
      const known = live?.createOnly[name] ?? (entry === undefined ? desired[name] : entry.createOnly[name]);
      return (known ?? "") !== (desired[name] ?? "");
    });
  }

  /** The desired properties with the name and create-only values of the ledger: what an interrupted try looked for. */
  public earlierProperties(): Properties<K> {
    const { entry } = this.knowledge;
    if (entry === undefined) return this.properties;
    const values: Record<string, unknown> = { ...this.properties };
    for (const name of CREATE_ONLY[this.handler.kind]) values[name] = entry.createOnly[name];
    if ("name" in values) values.name = entry.name;
    return values as Properties<K>;
  }

  /** Keeps something for the handler. */
  protected remember(_memory: Record<string, string[]>): Promise<void> {
    const { kind } = this.handler;
    return Promise.reject(new Error(`the handler of ${kind} writes the ledger while it is asked to read`));
  }

  private look(properties: Properties<K>, ask: () => Promise<Live | undefined>): Promise<Live | undefined> {
    return lookInDomain(this.context.clients, this.handler.domainOf(properties), ask);
  }
}
