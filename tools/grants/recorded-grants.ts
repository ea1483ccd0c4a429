import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Grant, Grants } from "../../packages/emulator";
import { grantsByRole, type RoleAction } from "../../sandbox/launcher";

/** Roles whose policies are ours, by what they are for. */
export const ROLE_KINDS = ["deploy role", "plan role", "control-plane function", "adoption reader"] as const;

/** Kind of a role. */
export type RoleKind = (typeof ROLE_KINDS)[number];

/**
 * Names of roles of the tests' organizations, with those of a grant's policy after a colon: what reads a domain for adoption
 * becomes the deploy role of the files that are written, and then has its policies as well.
 */
const NAMES: readonly (readonly [RegExp, RoleKind])[] = [
  [/^smus-deploy:/, "deploy role"],
  [/^smus-plan:/, "plan role"],
  [/-control-plane:/, "control-plane function"],
  [/^adoption-reader:.*adoption-reader-read-/, "adoption reader"],
  [/^adoption-reader:/, "deploy role"],
];

/** Actions of every kind of role, over all sandboxes whose records are in a directory (`SMUS_TEST_GRANTS`). */
export function recordedGrants(directory: string): ReadonlyMap<RoleKind, readonly RoleAction[]> {
  const all: Record<string, Grant[]> = {};
  for (const name of readdirSync(directory)) {
    const { principals } = JSON.parse(readFileSync(join(directory, name), "utf8")) as { principals: Grants };
    for (const [arn, grants] of Object.entries(principals))
      for (const grant of grants) {
        const kind = kindOf(arn, grant);
        // One name for all roles of a kind: what one of them has used, the kind has used.
        if (kind !== undefined) (all[`arn:aws:iam::1:role/${kind}`] ??= []).push(grant);
      }
  }
  return new Map(grantsByRole(all).map(({ role, actions }) => [role as RoleKind, actions]));
}

function kindOf(arn: string, { policy }: Grant): RoleKind | undefined {
  const name = `${arn.slice(arn.lastIndexOf("/") + 1)}:${policy}`;
  return NAMES.find(([form]) => form.test(name))?.[1];
}
