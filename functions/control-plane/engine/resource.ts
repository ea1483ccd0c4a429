import { GetDomainCommand } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import { CREATE_ONLY, type Kind, type Properties } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import { ControlPlaneError } from "../errors";
import { fingerprintOf } from "./comparison";
import type { Handler, Live, Scope } from "./handler";
import type { Ledger, LedgerEntry } from "./ledger";
import type { Patience } from "./patience";

/** The caller's account does not see the domain: not associated yet, or not any more. */
export class DomainInvisible extends ControlPlaneError {
  public constructor(domainId: string, options?: ErrorOptions) {
    super(
      "DOMAIN_NOT_VISIBLE",
      `domain "${domainId}" is not visible from this account; fix: apply the domain's share and wait for the association, then apply again`,
      options,
    );
  }
}

/** The incarnation of an object that the ledger does not know. */
export const FIRST_INCARNATION = "first";

/** What one invocation works with. */
export interface ResourceContext {
  readonly clients: Clients;
  readonly ledger: Ledger;
  readonly patience: Patience;
  readonly accountId: string;
  readonly region: string;
}

/** One resource during one invocation: its handler, its desired properties and its ledger entry. */
export class Resource<K extends Kind> {
  public entry: LedgerEntry | undefined;
  /** Terraform creates: its state holds no object of this key. */
  public creating = false;
  /** Another invocation creates the same object at this moment. */
  public contested = false;
  /** What the write's plan calls this life of the object. */
  public incarnation = FIRST_INCARNATION;

  public constructor(
    public readonly handler: Handler<K>,
    public readonly properties: Properties<K>,
    public readonly adoptId: string | undefined,
    public readonly context: ResourceContext,
  ) {}

  /** Patience of the invocation. */
  public get patience(): Patience {
    return this.context.patience;
  }

  /** What the handler works with; its memory is the ledger's at this moment. */
  public get scope(): Scope {
    const { clients, patience, accountId, region } = this.context;
    const remember = async (memory: Record<string, string[]>): Promise<void> => {
      await this.save({ memory });
    };
    return { clients, patience, accountId, region, memory: this.entry?.memory ?? {}, remember };
  }

  /** Reads the ledger. */
  public async load(): Promise<LedgerEntry | undefined> {
    this.entry = await this.context.ledger.read();
    return this.entry;
  }

  /** Writes the ledger: what changes, over what was there. */
  public async save(changes: Partial<LedgerEntry>): Promise<void> {
    this.entry = await this.context.ledger.write({ ...(this.entry ?? this.blank()), ...changes });
  }

  /**
   * Writes the intent of a creation. Another invocation of this very write may have been faster (Lambda and its callers
   * repeat what got no answer): then `contested` is set, and what it creates is ours too.
   */
  public async intend(changes: Partial<LedgerEntry>): Promise<void> {
    if (this.entry === undefined) {
      const intent = { ...this.blank(), ...changes };
      if (await this.context.ledger.claim(intent)) {
        this.entry = intent;
        return;
      }
      this.entry = await this.context.ledger.read();
      this.contested = this.entry !== undefined && this.entry.token !== intent.token;
    }
    await this.save(changes);
  }

  /** Whether another invocation has written the ledger since this one did. */
  public async isOvertaken(): Promise<boolean> {
    const current = await this.context.ledger.read();
    return current !== undefined && current.token !== this.entry?.token;
  }

  /**
   * Notes that a deletion or a refused update was begun.
   *
   * Terraform has stored the trigger of a replacement by then. Should it fail, only another incarnation triggers it again.
   */
  public async beginTurn(): Promise<void> {
    await this.save({ status: "pending", turn: (this.entry?.turn ?? 0) + 1 });
  }

  /** Removes the ledger entry. */
  public async forget(): Promise<void> {
    await this.context.ledger.remove();
    this.entry = undefined;
  }

  /** The live object by id; `undefined` where it is gone. */
  public async get(id: string, properties: Properties<K> = this.properties): Promise<Live | undefined> {
    return this.look(properties, () => this.handler.get(this.scope, properties, id));
  }

  /** The live object by name; `undefined` where there is none. */
  public async find(properties: Properties<K> = this.properties): Promise<Live | undefined> {
    return this.look(properties, () => this.handler.find(this.scope, properties));
  }

  /** The last write never succeeded, nor did any before it. */
  public get neverDone(): boolean {
    return (this.entry?.ticket ?? "") === "";
  }

  /** Fingerprint of the properties that the service does not return. */
  public get fingerprint(): string {
    return fingerprintOf(this.handler.hidden?.(this.properties) ?? null);
  }

  /** The create-only properties as the ledger keeps them. */
  public createOnly(): Record<string, string> {
    const properties: Record<string, unknown> = this.properties;
    const present = CREATE_ONLY[this.handler.kind].filter((name) => typeof properties[name] === "string");
    return Object.fromEntries(present.map((name) => [name, properties[name] as string]));
  }

  /** Create-only properties whose value the object (or the ledger, where the service does not say) has otherwise. */
  public createOnlyDifferences(live?: Live): string[] {
    const desired = this.createOnly();
    return CREATE_ONLY[this.handler.kind].filter((name) => {
      const known = live?.createOnly[name] ?? (this.entry === undefined ? desired[name] : this.entry.createOnly[name]);
      return (known ?? "") !== (desired[name] ?? "");
    });
  }

  /** The desired properties with the name and create-only values of the ledger: what an interrupted try looked for. */
  public earlierProperties(): Properties<K> {
    const { entry } = this;
    if (entry === undefined) return this.properties;
    const values: Record<string, unknown> = { ...this.properties };
    for (const name of CREATE_ONLY[this.handler.kind]) values[name] = entry.createOnly[name];
    if ("name" in values) values.name = entry.name;
    return values as Properties<K>;
  }

  private blank(): LedgerEntry {
    const name = this.handler.nameOf(this.properties);
    const { incarnation } = this;
    const empty = {
      incarnation,
      turn: 0,
      ticket: "",
      reason: "",
      status: "pending" as const,
      fingerprint: "",
      token: "",
      attributes: {},
      memory: {},
    };
    return { version: 1, id: null, name, createOnly: this.createOnly(), ...empty };
  }

  /**
   * Tells "the object is gone" from "the domain is not visible" and from "we lack a permission": DataZone answers the
   * same errors to all three, so the domain itself is asked.
   */
  private async look(properties: Properties<K>, ask: () => Promise<Live | undefined>): Promise<Live | undefined> {
    try {
      return await ask();
    } catch (error) {
      const domainId = this.handler.domainOf(properties);
      if (domainId === undefined || lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
      if (!(await this.sees(domainId))) throw new DomainInvisible(domainId, { cause: error });
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  private async sees(domainId: string): Promise<boolean> {
    try {
      const { status } = await this.context.clients.datazone().send(new GetDomainCommand({ identifier: domainId }));
      return status !== "DELETED" && status !== "DELETING";
    } catch (error) {
      if (lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
      return false;
    }
  }
}
