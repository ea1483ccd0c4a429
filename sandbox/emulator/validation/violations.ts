/** A request that the real service would refuse for its shape: always a bug of the caller. */
export interface Violation {
  readonly time: string;
  readonly authority: "botocore" | "cfn-lint";
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly caller: string;
  readonly problems: readonly string[];
  readonly request: unknown;
}

/** Recorded so that a run fails showing the request, even when the caller swallowed the error. */
export class Violations {
  private readonly found: Violation[] = [];

  add(violation: Violation): void {
    this.found.push(violation);
    process.stderr.write(`violation: ${JSON.stringify(violation)}\n`);
  }

  list(): readonly Violation[] {
    return this.found;
  }

  clear(): void {
    this.found.length = 0;
  }
}
