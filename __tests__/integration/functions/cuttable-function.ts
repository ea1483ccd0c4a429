import { createHandler } from "../../../functions/control-plane/runtime";
import { FAST_CLOCK, type Landscape, REGION } from "./landscape";

/** From this call of an invocation on, nothing happens any more; the call itself may have been carried out. */
export interface Cut {
  readonly at: number;
  readonly committed: boolean;
}

type Send = (args: unknown) => Promise<unknown>;

/** Part of the SDK's middleware stacks that is used here; their types differ by client. */
interface Stack {
  add(middleware: (next: Send) => Send, options: object): void;
}

/** Before the SDK's own repetitions. */
const FIRST = { step: "initialize", priority: "high" };

/** The function of an account, whose writes can be cut off as Lambda ends an invocation that takes too long. */
export class CuttableFunction {
  public cut: Cut | undefined;
  private calls = 0;
  private readonly run: ReturnType<typeof createHandler>;

  public constructor(
    landscape: Landscape,
    private readonly account: string,
  ) {
    const clients = landscape.clients(account);
    for (const client of [clients.datazone(), clients.datazoneOnce(), clients.ssm(), clients.lakeFormation(REGION)])
      (client.middlewareStack as unknown as Stack).add((next) => (args) => this.call(() => next(args)), FIRST);
    this.run = createHandler({ ledgerPrefix: "/smus/control-plane", clients, clock: FAST_CLOCK });
  }

  public readonly invoke = (event: object, qualifier: string): Promise<unknown> => {
    // What is cut is the write; a plan that is cut off has done nothing.
    this.calls = qualifier === "write" ? 0 : -Infinity;
    const invokedFunctionArn = `arn:aws:lambda:${REGION}:${this.account}:function:smus-control-plane:${qualifier}`;
    return this.run(JSON.parse(JSON.stringify(event)), { invokedFunctionArn, getRemainingTimeInMillis: () => 900_000 });
  };

  private async call<T>(send: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const { cut } = this;
    if (cut === undefined || this.calls < cut.at) return send();
    if (this.calls === cut.at && cut.committed) await send();
    throw new Error("cut off");
  }
}
