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
  private calls: LoggedCall[] = [];

  constructor(private readonly verbose: boolean) {}

  add(call: LoggedCall): void {
    this.calls.push(call);
    // Not at each call: all that are kept would be moved.
    if (this.calls.length >= 2 * KEPT) this.calls = this.calls.slice(-KEPT);
    if (!this.verbose) return;
    const outcome = [call.status, call.error, call.fault && `fault=${call.fault}`].filter(Boolean).join(" ");
    process.stderr.write(
      `${call.time} ${call.account} ${call.region} ${call.service}:${call.operation} ${outcome} ${call.milliseconds} ms\n`,
    );
  }

  list(): readonly LoggedCall[] {
    return this.calls.slice(-KEPT);
  }

  clear(): void {
    this.calls = [];
  }
}
