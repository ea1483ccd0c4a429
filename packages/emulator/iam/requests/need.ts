import type { Call } from "../../service";
import type { ConditionContext } from "../model";
import type { Facts } from "../policies/facts";

/** One action on one resource that a call needs. */
export interface Need {
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** Account that owns the resource. @default - the caller's */
  readonly accountId?: string;
  /** Condition keys that this action or resource adds to those that every call has. */
  readonly context?: ConditionContext;
}

/** Place and tags of what a call is about, without the action. */
export type Target = Omit<Need, "action">;

/** A call whose needs are asked for. */
export interface Asked {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly call: Call;
  readonly facts: Facts;
}

/** Says what an operation needs. */
export type NeedsOf = (asked: Asked) => readonly Need[] | Promise<readonly Need[]>;
/** Says what an operation works on; its action has the operation's name. */
export type TargetsOf = (asked: Asked) => readonly Target[] | Promise<readonly Target[]>;

/** Operations of a service with what they need; `action` is known beside the operation's own name. */
export interface ServiceNeeds {
  /** Prefix of the service's actions, as in `s3:GetObject`. */
  readonly prefix: string;
  readonly operations: Readonly<Record<string, NeedsOf>>;
}

/** The same targets for several operations, whose actions have the names of the operations. */
export function named(prefix: string, targets: TargetsOf, ...operations: string[]): Record<string, NeedsOf> {
  const needs: NeedsOf = async (asked) => acting(`${prefix}:${asked.operation}`, await targets(asked));
  return Object.fromEntries(operations.map((operation) => [operation, needs]));
}

/** One action on each target. */
export function acting(action: string, targets: readonly Target[]): Need[] {
  return targets.map((target) => ({ action, ...target }));
}

/** One rule after another, all of whose needs have to be met. */
export function all(...rules: readonly NeedsOf[]): NeedsOf {
  return async (asked) => (await Promise.all(rules.map(async (rule) => rule(asked)))).flat();
}

/** An action of another name than the operation. */
export function action(name: string, targets: TargetsOf): NeedsOf {
  return async (asked) => acting(name, await targets(asked));
}

/** Nothing has to be allowed: the service answers every caller. */
export const nothing: NeedsOf = () => [];

/** `*`, for actions without resource types. */
export const anywhere: TargetsOf = () => [{ resource: "*" }];

/** A member of the input as text; empty where it is missing, so that no ARN is taken for another. */
export function text(input: Readonly<Record<string, unknown>>, member: string): string {
  const value = input[member];
  return typeof value === "string" ? value : "";
}

/** Members of the input that are lists; an absent one is empty. */
export function list(input: Readonly<Record<string, unknown>>, member: string): unknown[] {
  const value = input[member];
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Beginning of ARNs of a service in the place of a call: `arn:aws:<service>:<region>:<account>:`. */
export function arnPrefix(call: Call, service: string, accountId = call.account): string {
  return `arn:${partitionOf(call.region)}:${service}:${call.region}:${accountId}:`;
}

/** Partition of a Region. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Account in an ARN; undefined where the ARN has none. */
export function accountOfArn(arn: string): string | undefined {
  return arn.split(":")[4] || undefined;
}
