import type { KeptBlueprints, ReadResponse } from "../../../contracts/control-plane";
import { Clients } from "../../../functions/control-plane/clients";
import { createHandler } from "../../../functions/control-plane/runtime";

type Json = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Something that an expression needs is only known later. */
class NotYet extends Error {}

/** Reads of control-plane objects in a plan, by `<stack>/<construct>`. */
export type FirstReads = ReadonlyMap<string, ReadResponse>;

/**
 * Answers of the control-plane reads of a first plan: stack by stack, with Terraform's expressions evaluated in
 * process, so that "the files say what is there" is proven without a terraform.
 *
 * @param clientsOf - the function's clients in an account
 * @param importedIds - ids of what `import` blocks take over, by the import's id
 */
export async function firstReads(
  stages: readonly { readonly name: string; readonly stacks: ReadonlyMap<string, object> }[],
  clientsOf: (account: string) => Clients,
  importedIds: ReadonlyMap<string, string>,
): Promise<FirstReads> {
  const answers = new Map<string, ReadResponse>();
  const outputs = new Map<string, Json>();
  for (const stage of stages) {
    for (const [id, json] of stage.stacks) {
      const stack = new PlannedStack(json as Json, { outputs, stage: stage.name, importedIds });
      const handler = createHandler({ ledgerPrefix: "/first-reads", clients: clientsOf(stack.account) });
      for (const [name, answer] of await stack.read(handler)) answers.set(`${id}/${name}`, answer);
      outputs.set(stack.stateKey, stack.outputs());
    }
  }
  return answers;
}

interface Surroundings {
  readonly outputs: ReadonlyMap<string, Json>;
  readonly stage: string;
  readonly importedIds: ReadonlyMap<string, string>;
}

/** A stack whose reads are asked in the order in which their expressions become known. */
class PlannedStack {
  private readonly results = new Map<string, ReadResponse>();
  private readonly data: Blocks;
  private readonly locals: Json;

  constructor(
    private readonly json: Json,
    private readonly surroundings: Surroundings,
  ) {
    this.data = (json["data"] ?? {}) as Blocks;
    this.locals = (json["locals"] ?? {}) as Json;
  }

  get account(): string {
    const { aws } = this.json["provider"] as { aws: { allowed_account_ids: string[] }[] };
    return aws[0].allowed_account_ids[0];
  }

  /** Key of the state from which others read the stack's outputs. */
  get stateKey(): string {
    const { backend } = this.json["terraform"] as { backend: Record<string, { key?: string }> };
    return `${this.surroundings.stage} ${backend["s3"]?.key ?? ""}`;
  }

  async read(handler: ReturnType<typeof createHandler>): Promise<ReadonlyMap<string, ReadResponse>> {
    const waiting = new Map(Object.entries(this.data["aws_lambda_invocation"] ?? {}));
    for (let before = -1; waiting.size > 0; ) {
      if (waiting.size === before)
        throw new Error(`these reads depend on what no plan knows: ${[...waiting.keys()].join()}`);
      before = waiting.size;
      for (const [name, block] of waiting) {
        const input = this.known(() => this.template(String(block["input"])));
        if (input === undefined) continue;
        const invokedFunctionArn = `arn:aws:lambda:us-east-1:${this.account}:function:f:read`;
        const answer = await handler(JSON.parse(input), { invokedFunctionArn, getRemainingTimeInMillis: () => 60_000 });
        // What a plan would take away is no object: what it says is the reason to refuse the plan.
        const { refusal } = answer as Partial<KeptBlueprints>;
        if (refusal === undefined) this.results.set(name, answer as ReadResponse);
        else if (refusal !== "") throw new Error(refusal);
        waiting.delete(name);
      }
    }
    return this.results;
  }

  /** Values of the outputs, as far as the plan knows them. */
  outputs(): Json {
    const blocks = (this.json["output"] ?? {}) as Readonly<Record<string, { value: unknown }>>;
    const known = Object.entries(blocks).map(
      ([name, { value }]) => [name, this.known(() => this.value(value))] as const,
    );
    return Object.fromEntries(known);
  }

  private known<T>(evaluate: () => T): T | undefined {
    try {
      return evaluate();
    } catch (error) {
      if (error instanceof NotYet) return undefined;
      throw error;
    }
  }

  private value(value: unknown): unknown {
    if (typeof value === "string") return this.whole(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.value(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, this.known(() => this.value(member))]),
    );
  }

  /** A text that is one expression has the expression's value. */
  private whole(text: string): unknown {
    const [, expression] = /^\$\{([^{}]*)\}$/.exec(text) ?? [];
    return expression === undefined ? this.template(text) : this.evaluate(expression);
  }

  private template(text: string): string {
    return text.replace(/([$%])\1\{|\$\{([^{}]*(?:\$\{[^{}]*\}[^{}]*)*)\}/g, (_, escaped?: string, expression = "") =>
      escaped === undefined ? String(this.evaluate(String(expression))) : `${escaped}{`,
    );
  }

  /** Terraform's expressions as far as these stacks have them are JavaScript's, once references are calls. */
  private evaluate(expression: string): unknown {
    const texts: string[] = [];
    const source = expression
      .replace(/"(?:[^"\\]|\\.)*"/g, (text) => `text(${texts.push(text) - 1})`)
      .replace(/\bdata\.aws_lambda_invocation\.([\w-]+)\.result\b/g, 'read("$1")')
      .replace(/\bdata\.terraform_remote_state\.([\w-]+)\.outputs\b/g, 'state("$1")')
      .replace(/\blocal\.([\w-]+)/g, 'local("$1")')
      .replace(/\baws_datazone_user_profile\.([\w-]+)\.id\b/g, 'imported("$1")')
      .replace(/\b(?:aws|terraform)_\w+\.[\w-]+/g, "later()");
    const names = ["read", "state", "local", "imported", "later", "text", "jsonencode", "jsondecode", "join"];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const compiled = new Function(...names, `return (${source});`) as (...values: unknown[]) => unknown;
    return compiled(
      (name: string) => JSON.stringify(this.results.get(name) ?? later()),
      (name: string) => this.state(name),
      (name: string) => this.value(this.locals[name]),
      (name: string) => this.imported(name),
      later,
      (index: number) => this.template(JSON.parse(texts[index]) as string),
      (value: unknown) => JSON.stringify(value ?? later()),
      (text: string) => JSON.parse(text) as unknown,
      (separator: string, items: readonly unknown[] | undefined) => (items ?? later()).join(separator),
    );
  }

  private state(name: string): Json {
    const { config, workspace } = this.data["terraform_remote_state"][name] as {
      config: { key: string };
      workspace?: string;
    };
    return this.surroundings.outputs.get(`${workspace ?? this.surroundings.stage} ${config.key}`) ?? later();
  }

  private imported(name: string): string {
    const imports = (this.json["import"] ?? []) as readonly { to: string; id: string }[];
    const found = imports.find(({ to }) => to === `aws_datazone_user_profile.${name}`);
    return this.surroundings.importedIds.get(found?.id ?? "") ?? later();
  }
}

function later(): never {
  throw new NotYet();
}
