import type { Condition } from "./scopes";
import type { Permission } from "./permissions";

/** A statement as IAM wants it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/** A policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** IAM's limit for a managed policy; white space does not count. */
export const MANAGED_POLICY_LIMIT = 6144;

/**
 * Policy documents that allow exactly the given permissions: as few statements as equal resources and conditions allow,
 * always in the same order, and as many documents as IAM's size limit asks for.
 */
export function policyDocuments(permissions: readonly Permission[]): PolicyDocument[] {
  const documents: PolicyStatement[][] = [[]];
  for (const statement of statements(permissions)) {
    const current = documents[documents.length - 1];
    if (current.length > 0 && sizeOf([...current, statement]) > MANAGED_POLICY_LIMIT) documents.push([statement]);
    else current.push(statement);
  }
  return documents
    .map((Statement) => ({ Version: "2012-10-17" as const, Statement }))
    .filter(({ Statement }) => Statement.length > 0);
}

/** Size of a document as IAM counts it. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

function sizeOf(Statement: readonly PolicyStatement[]): number {
  return policySize({ Version: "2012-10-17", Statement });
}

interface Bundle {
  readonly actions: Set<string>;
  readonly resources: Set<string>;
  readonly condition: Condition | undefined;
}

function statements(permissions: readonly Permission[]): PolicyStatement[] {
  // First what an action may be done to, then which actions may be done to the same things.
  const byAction = gather(permissions, ({ action, condition }) => key(service(action), action, condition));
  const merged = gather(
    [...byAction.values()].flatMap(({ actions, resources, condition }) =>
      [...actions].flatMap((action) =>
        [...resources].map((resource) => ({ action, resource, condition, all: [...resources].sort() })),
      ),
    ),
    ({ action, condition, all }) => key(service(action), JSON.stringify(all), condition),
  );
  const counters = new Map<string, number>();
  return [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { actions, resources, condition }]) => {
      const sorted = [...actions].sort();
      return {
        Sid: sid(service(sorted[0]), counters),
        Effect: "Allow",
        Action: sorted,
        Resource: [...resources].sort(),
        ...(condition === undefined ? {} : { Condition: condition }),
      };
    });
}

function gather<P extends Pick<Permission, "action" | "resource" | "condition">>(
  permissions: readonly P[],
  keyOf: (permission: P) => string,
): Map<string, Bundle> {
  const bundles = new Map<string, Bundle>();
  for (const permission of permissions) {
    const id = keyOf(permission);
    const bundle = bundles.get(id) ?? { actions: new Set(), resources: new Set(), condition: permission.condition };
    bundle.actions.add(permission.action);
    bundle.resources.add(permission.resource);
    bundles.set(id, bundle);
  }
  return bundles;
}

function key(...parts: readonly (string | Condition | undefined)[]): string {
  return parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part ?? null))).join("|");
}

function service(action: string): string {
  return action.slice(0, action.indexOf(":"));
}

function sid(name: string, counters: Map<string, number>): string {
  const count = (counters.get(name) ?? 0) + 1;
  counters.set(name, count);
  return `${name[0].toUpperCase()}${name.slice(1)}${count}`;
}
