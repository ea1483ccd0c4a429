import { CREATE_ONLY, type Kind, type ReadResponse, type WriteResponse } from "../../../../contracts/control-plane";

/** Invokes the function with an event, through an alias. */
export type Invoke = (event: object, qualifier: string) => Promise<unknown>;

/** Configuration of one resource. */
export interface Configured {
  readonly kind: Kind;
  readonly key: string;
  readonly adoptId?: string;
  readonly properties: object;
}

type Change = "none" | "create" | "update" | "replace";

/**
 * Terraform as it treats one pair of read and write (modules/control-plane-resource).
 *
 * Its flaws are part of the model: an update that fails is stored as done, and the trigger of a replacement is stored
 * before the replacement is tried.
 */
export class TerraformPair {
  private input: Record<string, unknown> | undefined;
  private trigger: string | undefined;
  private plans = 0;
  public result: WriteResponse | undefined;

  public constructor(private readonly invoke: Invoke) {}

  /** Plans and applies. Throws what the function throws. */
  public async apply(desired: Configured): Promise<Change> {
    const { change, input, trigger } = await this.plan(desired);
    this.trigger = trigger;
    if (change === "replace") await this.destroy();
    if (change === "create" || change === "replace") {
      this.result = await this.write("create", input, null);
      this.input = input;
    } else if (change === "update") {
      const previous = this.input ?? null;
      this.input = input;
      this.result = await this.write("update", input, previous);
    }
    return change;
  }

  /** Plans: says what an apply would do. */
  public async plan(
    desired: Configured,
  ): Promise<{ change: Change; input: Record<string, unknown>; trigger: string; read: ReadResponse }> {
    this.plans += 1;
    const read = await this.read(desired);
    const { inSync, ticket, reason, incarnation } = read;
    const input = { ...desired, ticket: inSync ? ticket : `plan-${this.plans}`, reason, incarnation };
    const values = Object.entries(desired.properties).filter(([name]) =>
      (CREATE_ONLY[desired.kind] as readonly string[]).includes(name),
    );
    const trigger = JSON.stringify([values, incarnation]);
    return { change: this.changeOf(input, trigger), input, trigger, read };
  }

  public async read(desired: Configured): Promise<ReadResponse> {
    return (await this.invoke({ action: "read", ...desired }, "read")) as ReadResponse;
  }

  /** Destroys what the state holds; nothing where it holds nothing. */
  public async destroy(): Promise<void> {
    if (this.input === undefined) return;
    await this.write("delete", this.input, this.input);
    this.input = undefined;
    this.result = undefined;
  }

  private changeOf(input: object, trigger: string): Change {
    if (this.input === undefined) return "create";
    if (this.trigger !== trigger) return "replace";
    return JSON.stringify(this.input) === JSON.stringify(input) ? "none" : "update";
  }

  private async write(action: string, input: object, previous: object | null): Promise<WriteResponse> {
    return (await this.invoke({ ...input, tf: { action, prev_input: previous } }, "write")) as WriteResponse;
  }
}
