import { functionError } from "./function-error";

/** Action of an operation on one resource. */
export type ChangeAction = "create" | "update" | "replace" | "delete" | "read" | "noop" | "move" | "import" | "remove";

/** One resource of a plan. */
export interface PlannedChange {
  readonly address: string;
  readonly action: ChangeAction;
  /** Reason of terraform to replace or delete, in its own word, for example `cannot_update`. */
  readonly reason?: string;
  /** Differences, in the words of the control-plane function; for its resources only. */
  readonly differences?: string;
}

/** An error or a warning as terraform reports it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource, where there is one. */
  readonly address?: string;
  /** Values that the failing expression mentions, for example `data.terraform_remote_state.x.outputs`. */
  readonly values: readonly { readonly traversal: string; readonly statement: string }[];
}

/** One line of `terraform <command> -json`, reduced to what the runner uses. */
export type TerraformMessage =
  | { readonly type: "planned_change"; readonly change: PlannedChange }
  | {
      readonly type: "change_summary";
      readonly operation: string;
      readonly add: number;
      readonly change: number;
      readonly remove: number;
    }
  | { readonly type: "outputs"; readonly actions: Readonly<Record<string, string>> }
  | {
      readonly type: "resource";
      readonly event: "start" | "complete" | "failed";
      readonly address: string;
      readonly action: string;
    }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic }
  | { readonly type: "other"; readonly text: string };

const RESOURCE_EVENTS: Readonly<Record<string, "start" | "complete" | "failed">> = {
  apply_start: "start",
  refresh_start: "start",
  apply_complete: "complete",
  refresh_complete: "complete",
  apply_errored: "failed",
};

/** Parses one line; a line that is not JSON (a provider's stray output, a panic) is kept as text. */
export function parseMessage(line: string): TerraformMessage {
  const record = parseObject(line);
  if (record === undefined) return { type: "other", text: line };
  const text = string(record["@message"]) ?? line;
  const type = string(record.type) ?? "";
  const event = RESOURCE_EVENTS[type];
  if (event !== undefined) {
    const hook = object(record.hook);
    return {
      type: "resource",
      event,
      address: string(object(hook.resource).addr) ?? "",
      action: string(hook.action) ?? "refresh",
    };
  }
  switch (type) {
    case "planned_change":
      return { type, change: plannedChange(object(record.change)) };
    case "change_summary": {
      const changes = object(record.changes);
      const count = (name: string): number => (typeof changes[name] === "number" ? changes[name] : 0);
      return {
        type,
        operation: string(changes.operation) ?? "",
        add: count("add"),
        change: count("change"),
        remove: count("remove"),
      };
    }
    case "outputs": {
      const outputs = Object.entries(object(record.outputs));
      return {
        type,
        actions: Object.fromEntries(outputs.map(([name, output]) => [name, string(object(output).action) ?? ""])),
      };
    }
    case "diagnostic":
      return { type, diagnostic: diagnostic(object(record.diagnostic)) };
    default:
      return { type: "other", text };
  }
}

/** The line as a person reads it in a log file. */
export function logText(line: string): string {
  const record = parseObject(line);
  if (record === undefined) return line;
  const message = string(record["@message"]) ?? line;
  if (record.type !== "diagnostic") return message;
  const { detail, address } = diagnostic(object(record.diagnostic));
  return [message, address === undefined ? "" : `  with ${address}`, detail].filter((part) => part !== "").join("\n");
}

function plannedChange(change: JsonObject): PlannedChange {
  const reason = string(change.reason);
  const address = string(object(change.resource).addr) ?? "";
  return {
    address,
    action: (string(change.action) ?? "noop") as ChangeAction,
    ...(reason === undefined ? {} : { reason }),
  };
}

function diagnostic(record: JsonObject): Diagnostic {
  const values = object(record.snippet).values;
  const address = string(record.address);
  return {
    severity: record.severity === "warning" ? "warning" : "error",
    summary: functionError(string(record.summary) ?? "unknown error"),
    detail: string(record.detail) ?? "",
    ...(address === undefined ? {} : { address }),
    values: (Array.isArray(values) ? values : []).map((value) => ({
      traversal: string(object(value).traversal) ?? "",
      statement: string(object(value).statement) ?? "",
    })),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(line: string): JsonObject | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return object(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function object(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

function string(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
