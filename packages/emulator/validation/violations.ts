/**
 * A request that the real service would refuse for its shape, which is a bug of the caller; or, with `reply`, an answer that the
 * real service would not give, which is a bug of the emulator.
 */
export interface Violation {
  readonly time: string;
  readonly authority: "botocore" | "cfn-lint";
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly caller: string;
  readonly problems: readonly string[];
  readonly request: unknown;
  readonly reply?: unknown;
}

/** Recorded so that a run fails showing the request, even when the caller swallowed the error. */
export class Violations {
  private readonly found: Violation[] = [];
  /** True once a request that does not fit was carried out, because requests are not checked: its values come back in answers. */
  tolerated = false;

  add(violation: Violation): void {
    const shown = { ...violation, request: shortened(violation.request), reply: shortened(violation.reply) };
    this.found.push(shown);
    process.stderr.write(`violation: ${JSON.stringify(shown)}\n`);
  }

  list(): readonly Violation[] {
    return this.found;
  }

  clear(): void {
    this.found.length = 0;
    this.tolerated = false;
  }
}

const LONGEST = 2000;

/** Function code and the like would hide the rest of the request. */
function shortened(value: unknown): unknown {
  if (typeof value === "string" && value.length > LONGEST)
    return `${value.slice(0, 60)}... (${value.length} characters)`;
  if (Buffer.isBuffer(value)) return value.subarray(0, LONGEST).toString();
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortened(item)]));
}
