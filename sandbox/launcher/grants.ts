import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Grant, Grants } from "../../packages/emulator";
import { getJson } from "./http";
import { counted } from "./inventory";
import type { Sandbox } from "./sandbox";
import { emulatorUrl } from "./services";

/** An action that a role may use, over all accounts that have a role of the name. */
export interface RoleAction {
  readonly action: string;
  /** Requests that it has allowed. */
  readonly requests: number;
  /** A refusal that was met without it. @default - none would have been */
  readonly refusedWithout?: string;
}

/** Actions of a role, over all accounts that have one of its name. */
export interface RoleGrants {
  readonly role: string;
  readonly accounts: number;
  readonly actions: readonly RoleAction[];
}

/**
 * Keeps what every role may do and has done so far, until the next run: `grants.txt` in the work directory, and `grants.json`
 * with each role of each account.
 *
 * @returns a line about it, with the file; undefined where the emulator does not answer
 */
export async function writeGrants(sandbox: Sandbox): Promise<string | undefined> {
  const answer = await getJson<{ principals: Grants }>(`${emulatorUrl(sandbox.addresses)}/_emulator/iam/grants`);
  if (answer === undefined) return undefined;
  const roles = grantsByRole(answer.principals);
  const file = join(sandbox.workDirectory, "grants.txt");
  mkdirSync(sandbox.workDirectory, { recursive: true });
  writeFileSync(join(sandbox.workDirectory, "grants.json"), JSON.stringify(answer));
  writeFileSync(file, `${formatGrants(roles)}\n`);
  const actions = roles.flatMap((role) => role.actions);
  const used = actions.filter(({ requests }) => requests > 0).length;
  return `Grants: ${counted(roles.length, "role")} may use ${counted(actions.length, "action")}, and used ${used}: ${file}`;
}

/** Grants of roles by their names: the deploy role of each account has what the account's stacks need. Users are left out. */
export function grantsByRole(principals: Grants): RoleGrants[] {
  const roles = new Map<string, Grant[][]>();
  for (const [arn, grants] of Object.entries(principals)) {
    const [, , , , , path = ""] = arn.split(":");
    if (!path.startsWith("role/")) continue;
    const name = path.slice(path.lastIndexOf("/") + 1);
    roles.set(name, [...(roles.get(name) ?? []), [...grants]]);
  }
  return [...roles]
    .map(([role, ofAccounts]) => ({ role, accounts: ofAccounts.length, actions: actionsOf(ofAccounts.flat()) }))
    .sort((a, b) => (a.role < b.role ? -1 : 1));
}

function actionsOf(grants: readonly Grant[]): RoleAction[] {
  const actions = new Map<string, RoleAction>();
  for (const { action, requests, refusedWithout } of grants) {
    const known = actions.get(action);
    const refusal = known?.refusedWithout ?? refusedWithout;
    actions.set(action, {
      action,
      requests: (known?.requests ?? 0) + requests,
      ...(refusal === undefined ? {} : { refusedWithout: refusal }),
    });
  }
  return [...actions.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** Roles with their unused actions, and with those that nobody would miss because other statements allow them as well. */
export function formatGrants(roles: readonly RoleGrants[]): string {
  return roles
    .map(({ role, accounts, actions }) => {
      const unused = actions.filter(({ requests }) => requests === 0);
      const spare = actions.filter(({ requests, refusedWithout }) => requests > 0 && refusedWithout === undefined);
      return [
        `${role} (${counted(accounts, "account")}): ${counted(actions.length, "action")}, ${actions.length - unused.length} used`,
        ...unused.map(({ action }) => `  not used: ${action}`),
        ...spare.map(({ action }) => `  used, and allowed by another statement as well: ${action}`),
      ].join("\n");
    })
    .join("\n\n");
}
