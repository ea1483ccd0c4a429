import { type EnvironmentBlueprintConfigurationItem } from "@aws-sdk/client-datazone";
import { KEPT_ROLES, type KeptParts, namesWithValue } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import { ControlPlaneError } from "../errors";
import { type AccountInDomain, type AccountProjects, projectsIn } from "./account-projects";

/** The live configuration, as far as projects rely on it. */
export type LiveParts = Pick<
  EnvironmentBlueprintConfigurationItem,
  "enabledRegions" | "regionalParameters" | (typeof KEPT_ROLES)[number]
>;

/**
 * A permission boundary restricts new project roles; taking it away leaves what is there complete.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/manage-tooling-blueprint.html
 */
const NOT_NEEDED = ["PermissionsBoundaryArn"];

/**
 * Parts that a change takes away from a blueprint configuration. Another value in the place of one is no weakening: a stuck
 * project was deployed and deleted again as soon as the configuration was complete, whatever its values were before (field
 * evidence, section 1, rows 3 to 5).
 *
 * @param kept - undefined where the blueprint is disabled altogether
 */
export function weakeningsOf(live: LiveParts, kept: KeptParts | undefined): string[] {
  if (kept === undefined) return ["it is disabled"];
  const regions = live.enabledRegions ?? [];
  const [stay, go] = [true, false].map((wanted) => regions.filter((r) => kept.enabledRegions.includes(r) === wanted));
  const roles = KEPT_ROLES.filter((role) => (live[role] ?? "") !== "" && !kept.roles.includes(role));
  const parameters = stay.flatMap((region) =>
    namesWithValue(live.regionalParameters?.[region] ?? {})
      .filter((name) => !NOT_NEEDED.includes(name) && !(kept.regionalParameters[region] ?? []).includes(name))
      .map((name) => `${name} of ${region} is taken away`),
  );
  return [
    ...go.map((region) => `Region ${region} is disabled`),
    ...roles.map((role) => `${role} is taken away`),
    ...parameters,
  ];
}

/** Weakened blueprints with what is taken away from each. */
export type Weakenings = readonly (readonly [blueprint: string, parts: readonly string[]])[];

/** The line that refuses weakenings because of projects in the account; `undefined` where none is there. */
export async function refusalOf(
  clients: Clients,
  account: AccountInDomain,
  weakened: Weakenings,
  find: typeof projectsIn = projectsIn,
): Promise<string | undefined> {
  if (weakened.length === 0) return undefined;
  const projects = await find(clients, account);
  if (projects.names.length === 0 && projects.unknown.length === 0) return undefined;
  const changes = weakened.map(([blueprint, parts]) => `blueprint ${blueprint}: ${parts.join(", ")}`);
  return (
    `account ${account.accountId} would lose what its projects need to be deployed and to be deleted (${changes.join("; ")}); ` +
    `${projectsText(projects)}; fix: put it back into the configuration, or delete these projects first ` +
    `(docs/runbooks/add-blueprint.md#taking-away-what-projects-need)`
  );
}

function projectsText({ names, unknown, incomplete }: AccountProjects): string {
  const more = incomplete ? " and perhaps more" : "";
  const found = names.length === 0 ? [] : [`projects in it: ${names.join(", ")}${more}`];
  const perhaps =
    unknown.length === 0 ? [] : [`projects that may be in it, which this account may not look into: ${list(unknown)}`];
  return [...found, ...perhaps].join("; ");
}

const SHOWN = 20;

function list(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Throws where projects stand against weakenings. */
export async function refuseWeakening(clients: Clients, account: AccountInDomain, weakened: Weakenings): Promise<void> {
  const refusal = await refusalOf(clients, account, weakened, recently);
  if (refusal !== undefined) throw new ControlPlaneError("WEAKENING_REFUSED", refusal);
}

const FRESH_MILLISECONDS = 60 * 1000;
const NOBODY: AccountProjects = { names: [], unknown: [], incomplete: false };
const empty = new WeakMap<Clients, Map<string, number>>();

/**
 * As `projectsIn`; that nobody is there is believed for a minute: a destruction asks once per blueprint, and in a large domain every
 * answer takes minutes.
 */
async function recently(clients: Clients, account: AccountInDomain): Promise<AccountProjects> {
  const key = `${account.domainId} ${account.accountId}`;
  const known = empty.get(clients) ?? new Map<string, number>();
  empty.set(clients, known);
  if (Date.now() - (known.get(key) ?? 0) < FRESH_MILLISECONDS) return NOBODY;
  const found = await projectsIn(clients, account);
  if (found.names.length === 0 && found.unknown.length === 0) known.set(key, Date.now());
  return found;
}
