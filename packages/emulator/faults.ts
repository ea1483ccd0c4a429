import { ServiceError } from "./errors";

/** Ways in which a call can go wrong on request. */
export type FaultMode =
  | "throttle"
  | "error-before"
  | "error-after-commit"
  | "lost-response"
  | "delay"
  | "kill"
  | "slow-association"
  | "invitation-expired"
  | "new-role"
  | "project-deployment-failure"
  | "project-deletion-failure"
  | "grant-failure"
  | "revoke-failure"
  | "event-duplicate"
  | "event-lost"
  | "event-reordered"
  | "event-late";

/**
 * One injected fault. What is left out matches anything; each match uses up one of `times`.
 *
 * `kind`, `key` and `action` are matched against the payload of a Lambda Invoke (`{kind, key, action}` or
 * `{kind, key, tf: {action}}`), so that one resource of the control-plane function can be hit. Of `grant-failure` and
 * `revoke-failure` the `key` is the listing. Faults of events have the service `events`, the detail type as `operation`, and the
 * account of the bus. `caller` picks the calls of one function by its role, and `function` an invocation of it, whoever invokes: by
 * the API of Lambda, an event source, a rule, a schedule or an HTTP API.
 */
export interface FaultRule {
  readonly mode: FaultMode;
  /** Signing name: datazone, ram, lambda, cloudcontrolapi, ssm, ...; `events` for faults of events. */
  readonly service?: string;
  readonly operation?: string;
  readonly account?: string;
  readonly kind?: string;
  readonly key?: string;
  readonly action?: string;
  /** Name of the role whose sessions call, or of the user who calls. */
  readonly caller?: string;
  /** Name of the function that is invoked. Of the faults of a call, those of the operation Invoke alone know it. */
  readonly function?: string;
  /** Number of calls to which the rule applies. @default 1 */
  readonly times?: number;
  /**
   * Milliseconds of `delay` and `slow-association`, the age below which a `new-role` cannot be used, and for how long `event-late`
   * and, at most, `event-reordered` hold an event back (1000 without it).
   */
  readonly ms?: number;
  /** Error code and status of `error-before` and `error-after-commit`. @default InternalServerException, 500 */
  readonly code?: string;
  readonly status?: number;
  readonly message?: string;
  /** `new-role`: ARN of the role. */
  readonly role?: string;
  /** Reason of `project-deployment-failure`, `project-deletion-failure`, `grant-failure` and `revoke-failure`. */
  readonly reason?: string;
  /** `kill`: after how many calls the function made downstream. @default 1 */
  readonly afterCalls?: number;
}

/** Subject of a fault rule: a call, or a part of one. */
export interface FaultSubject {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly kind?: string;
  readonly key?: string;
  readonly action?: string;
  readonly role?: string;
  readonly caller?: string;
  readonly function?: string;
}

const FIELDS = [
  ...(["service", "operation", "account", "kind", "key", "action", "role"] as const),
  ...(["caller", "function"] as const),
];
const MODES: readonly string[] = [
  "throttle",
  "error-before",
  "error-after-commit",
  "lost-response",
  "delay",
  "kill",
  "slow-association",
  "invitation-expired",
  "new-role",
  "project-deployment-failure",
  "project-deletion-failure",
  "grant-failure",
  "revoke-failure",
  "event-duplicate",
  "event-lost",
  "event-reordered",
  "event-late",
] satisfies FaultMode[];

/** Tells whether a value has a known `mode`; its other members are not looked at. */
export function isFaultRule(value: unknown): value is FaultRule {
  return typeof value === "object" && value !== null && "mode" in value && MODES.includes(String(value.mode));
}

/** The rules in force, and how often each still applies. */
export class FaultRules {
  private rules: { rule: FaultRule; left: number }[] = [];

  constructor(rules: readonly FaultRule[] = []) {
    this.add(rules);
  }

  add(rules: readonly FaultRule[]): void {
    this.rules.push(...rules.map((rule) => ({ rule, left: rule.times ?? 1 })));
  }

  clear(): void {
    this.rules = [];
  }

  list(): (FaultRule & { left: number })[] {
    return this.rules.map(({ rule, left }) => ({ ...rule, left }));
  }

  /** The first rule of these modes that matches; taking it uses it up once. */
  take(modes: readonly FaultMode[], subject: FaultSubject): FaultRule | undefined {
    const found = this.rules.find(
      ({ rule, left }) =>
        left > 0 &&
        modes.includes(rule.mode) &&
        FIELDS.every((field) => rule[field] === undefined || rule[field] === subject[field]),
    );
    if (found) found.left -= 1;
    return found?.rule;
  }
}

/** The error of a fault that is an error. */
export const injected = (fault: FaultRule) =>
  new ServiceError(
    fault.code ?? "InternalServerException",
    fault.status ?? 500,
    fault.message ?? `injected fault: ${fault.mode}`,
  );
