import type { Kind } from "../../../contracts/control-plane";
import { FIRST_INCARNATION, knowledgeFrom, type Knowledge } from "./knowledge";
import type { LedgerEntry } from "./ledger";
import { Resource, type ResourceRequest } from "./resource";

/** Says whether another invocation creates the same object at this moment; then what it creates is ours, too. */
export type CreationClaim = "alone" | "contested";

/** A resource whose ledger the invocation may write: every write is known to `knowledge` at once. */
export class WritableResource<K extends Kind> extends Resource<K> {
  private constructor(
    request: ResourceRequest<K>,
    knowledge: Knowledge,
    /** Name that the plan of this write gives to this life of the object. */
    public readonly incarnation: string,
  ) {
    super(request, knowledge);
  }

  /**
   * Reads the ledger.
   *
   * @param incarnation - for deletions, which begin no life, the first
   */
  public static override async load<K extends Kind>(
    request: ResourceRequest<K>,
    incarnation: string = FIRST_INCARNATION,
  ): Promise<WritableResource<K>> {
    return new WritableResource(request, knowledgeFrom(await request.context.ledger.read()), incarnation);
  }

  /** Writes the ledger: what changes, over what was there. */
  public async save(changes: Partial<LedgerEntry>): Promise<void> {
    const entry = { ...(this.knowledge.entry ?? this.blankEntry()), ...changes };
    this.knowledge = knowledgeFrom(await this.context.ledger.write(entry));
  }

  /**
   * Writes the intent of a creation. Another invocation of this very write may have been faster: Lambda and its callers
   * repeat what got no answer.
   */
  public async intend(changes: Partial<LedgerEntry>): Promise<CreationClaim> {
    if (this.knowledge.of !== "nothing") {
      await this.save(changes);
      return "alone";
    }
    const { ledger } = this.context;
    const intent = { ...this.blankEntry(), ...changes };
    if (await ledger.claim(intent)) {
      this.knowledge = knowledgeFrom(intent);
      return "alone";
    }
    const other = await ledger.read();
    this.knowledge = knowledgeFrom(other);
    await this.save(changes);
    return other !== undefined && other.token !== intent.token ? "contested" : "alone";
  }

  /** Asks the ledger whether another invocation has written it since this one did. */
  public async isOvertaken(): Promise<boolean> {
    const current = await this.context.ledger.read();
    return current !== undefined && current.token !== this.knowledge.entry?.token;
  }

  /**
   * Notes that a deletion or a refused update was begun.
   *
   * Terraform has stored the trigger of a replacement by then. Should it fail, only another incarnation triggers it again.
   */
  public async beginTurn(): Promise<void> {
    await this.save({ status: "pending", turn: (this.knowledge.entry?.turn ?? 0) + 1 });
  }

  /** Removes the ledger entry. */
  public async forget(): Promise<void> {
    await this.context.ledger.remove();
    this.knowledge = { of: "nothing" };
  }

  protected override async remember(memory: Record<string, string[]>): Promise<void> {
    await this.save({ memory });
  }

  private blankEntry(): LedgerEntry {
    return {
      version: 1,
      id: null,
      name: this.handler.nameOf(this.properties),
      createOnly: this.createOnly(),
      incarnation: this.incarnation,
      turn: 0,
      ticket: "",
      reason: "",
      status: "pending",
      fingerprint: "",
      token: "",
      attributes: {},
      memory: {},
    };
  }
}
