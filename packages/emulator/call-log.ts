/** A call as the log shows it; status 0: its answer was lost. */
export interface LoggedCall {
  readonly time: string;
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly caller: string;
  readonly requestId: string;
  readonly status: number;
  readonly error?: string;
  readonly fault?: string;
  readonly milliseconds: number;
}

const KEPT = 5000;

/** The most recent calls. */
export class CallLog {
  private readonly calls: LoggedCall[] = [];

  constructor(private readonly verbose: boolean) {}

  add(call: LoggedCall): void {
    this.calls.push(call);
    if (this.calls.length > KEPT) this.calls.splice(0, this.calls.length - KEPT);
    if (!this.verbose) return;
    const outcome = [call.status, call.error, call.fault && `fault=${call.fault}`].filter(Boolean).join(" ");
    process.stderr.write(
      `${call.time} ${call.account} ${call.region} ${call.service}:${call.operation} ${outcome} ${call.milliseconds} ms\n`,
    );
  }

  list(): readonly LoggedCall[] {
    return this.calls;
  }

  clear(): void {
    this.calls.length = 0;
  }
}
