import { SPARE_ACTIONS, UNTRIED_ACTIONS } from "../../deploy-role/untried-actions";
import type { RoleAction } from "../../sandbox/launcher";
import { ROLE_KINDS, type RoleKind } from "./recorded-grants";

/** An action that no run has used, or that nobody would miss, with the reason why the grant stays. */
export interface ExplainedAction {
  readonly action: string;
  /** Undefined where nobody has said why. */
  readonly reason: string | undefined;
}

/** Grants of a kind of role. */
export interface JudgedRole {
  readonly kind: RoleKind;
  readonly used: readonly string[];
  /** Actions that nothing has used. */
  readonly unused: readonly ExplainedAction[];
  /** Actions that were used, and that other statements allow as well. */
  readonly spare: readonly ExplainedAction[];
}

/** Grants of all kinds of roles, with the reasons that the source gives for those that are not used. */
export function judgedGrants(recorded: ReadonlyMap<RoleKind, readonly RoleAction[]>): JudgedRole[] {
  return ROLE_KINDS.map((kind) => {
    const actions = recorded.get(kind) ?? [];
    const used = actions.filter(({ requests }) => requests > 0);
    return {
      kind,
      used: used.map(({ action }) => action),
      unused: explained(
        actions.filter(({ requests }) => requests === 0),
        UNTRIED_ACTIONS[kind],
      ),
      spare: explained(
        used.filter(({ refusedWithout }) => refusedWithout === undefined),
        SPARE_ACTIONS[kind],
      ),
    };
  });
}

function explained(
  actions: readonly RoleAction[],
  reasons: Readonly<Record<string, string>> | undefined,
): ExplainedAction[] {
  return actions.map(({ action }) => ({ action, reason: reasons?.[action] ?? reasons?.["*"] }));
}

/** Findings of a run: grants that nothing used or that nobody would miss, without a reason, and kinds of roles without a record. */
export function findings(roles: readonly JudgedRole[]): string[] {
  return roles.flatMap(({ kind, used, unused, spare }) => [
    ...(used.length === 0 ? [`${kind}: has done nothing; was it recorded?`] : []),
    ...unused
      .filter(({ reason }) => reason === undefined)
      .map(
        ({ action }) =>
          `${kind}: nothing used ${action}; take it out, or say why it stays (deploy-role/untried-actions.ts)`,
      ),
    ...spare
      .filter(({ reason }) => reason === undefined)
      .map(
        ({ action }) =>
          `${kind}: nobody would miss a statement with ${action}, since another one allows it; take it out, or say why it stays`,
      ),
  ]);
}

/** Reasons for actions that the run has used, or that the role does not have. */
export function staleReasons(roles: readonly JudgedRole[]): string[] {
  return roles.flatMap(({ kind, unused, spare }) => [
    ...stale(kind, UNTRIED_ACTIONS[kind], unused, "is used, or not granted"),
    ...stale(kind, SPARE_ACTIONS[kind], spare, "would be missed, or is not granted"),
  ]);
}

function stale(
  kind: RoleKind,
  reasons: Readonly<Record<string, string>> | undefined,
  found: readonly ExplainedAction[],
  why: string,
): string[] {
  return Object.keys(reasons ?? {})
    .filter((action) => action !== "*" && !found.some((each) => each.action === action))
    .map((action) => `${kind}: the reason for ${action} is out of date: it ${why}`);
}
