import type { Stage } from "../../configuration";
import type { Inventory as EmulatorInventory } from "../../packages/emulator";
import { preparedRoles } from "./accounts";
import { getJson } from "./http";
import { classicInventory, type ClassicInventory } from "./moto-inventory";
import { emulatorUrl, type ServiceAddresses } from "./services";

type EmulatedAccount = EmulatorInventory["accounts"][number];

/** Contents of one account, all Regions together. */
export interface AccountContents {
  readonly account: string;
  /** Keys of the account in the stages that bring it. */
  readonly names: readonly string[];
  readonly classic: ClassicInventory;
  readonly emulated: readonly EmulatedAccount[];
}

/** Asks both services what exists in every account of the organization. */
export async function takeInventory(addresses: ServiceAddresses, stages: readonly Stage[]): Promise<AccountContents[]> {
  const names = new Map<string, Set<string>>();
  const regions = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, account: string, item: string): unknown =>
    map.set(account, (map.get(account) ?? new Set()).add(item));
  for (const stage of stages) {
    for (const account of [stage.governance, ...Object.values(stage.accounts)]) {
      note(names, account.id, account.key);
      for (const region of [stage.domain.region, ...Object.keys(account.regions)]) note(regions, account.id, region);
    }
  }
  const emulated = (await getJson<EmulatorInventory>(`${emulatorUrl(addresses)}/_emulator/store`))?.accounts ?? [];
  return Promise.all(
    [...names].map(async ([account, keys]) => ({
      account,
      names: [...keys].sort(),
      classic: withoutPrepared(await classicInventory(addresses, account, [...(regions.get(account) ?? [])]), stages),
      emulated: emulated.filter((entry) => entry.account === account),
    })),
  );
}

/** Roles that were there before terraform ran are not of its making. */
function withoutPrepared(classic: ClassicInventory, stages: readonly Stage[]): ClassicInventory {
  const prepared = preparedRoles(stages);
  return { ...classic, roles: classic.roles.filter((name) => !prepared.has(name)) };
}

/** The inventory in words, account by account. */
export function formatInventory(contents: readonly AccountContents[]): string {
  return contents.map(formatAccount).join("\n");
}

function formatAccount({ account, names, classic, emulated }: AccountContents): string {
  const lines = [`${names.join(", ")} (${account})`];
  const list = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(`    ${title}: ${items.join(", ")}`);
  };
  for (const { domains, region } of emulated) {
    for (const domain of domains) {
      lines.push(`    domain ${domain.name} (${domain.id}, ${region})`, `      portal: ${domain.portalUrl}`);
      list("  units", domain.domainUnits);
      list("  account pools", domain.accountPools);
      list("  project profiles", domain.projectProfiles);
      list(
        "  projects",
        domain.projects.map(({ name, members }) => `${name} (${counted(members, "member")})`),
      );
      const others = [
        counted(domain.policyGrants, "policy grant"),
        counted(domain.owners, "owner"),
        counted(domain.userProfiles, "user"),
        counted(domain.groupProfiles, "group"),
      ];
      lines.push(`      ${others.join(", ")}`);
    }
  }
  list("blueprints", [
    ...new Set(emulated.flatMap((entry) => entry.blueprintConfigurations.map(({ blueprint }) => blueprint))),
  ]);
  list(
    "environments",
    emulated.flatMap((entry) => entry.environments.map(({ project, name }) => `${project}/${name}`)),
  );
  list(
    "resource shares",
    emulated.flatMap((entry) =>
      entry.resourceShares.map(({ name, principals }) => `${name} (${counted(principals.length, "principal")})`),
    ),
  );
  list(
    "functions",
    emulated.flatMap((entry) => entry.functions),
  );
  for (const [title, items] of classicLists(classic)) list(title, items);
  return lines.length === 1 ? `${lines[0]}: nothing` : lines.join("\n");
}

const classicLists = (classic: ClassicInventory) =>
  [
    ["buckets", classic.buckets],
    ["roles", classic.roles],
    ["keys", classic.keys],
    ["tables", classic.tables],
    ["queues", classic.queues],
    ["topics", classic.topics],
    ["HTTP APIs", classic.httpApis],
    ["networks", classic.vpcs],
    ["log groups", classic.logGroups],
  ] as const;

/** `1 project`, `2 projects`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Remains after everything was destroyed: those that nobody expects, and those that AWS itself keeps. */
export interface Leftovers {
  readonly unexpected: readonly string[];
  /** Keys wait 7 to 30 days for their deletion. */
  readonly kept: readonly string[];
}

/** Compares an inventory with nothing. */
export function findLeftovers(contents: readonly AccountContents[]): Leftovers {
  const unexpected: string[] = [];
  const kept: string[] = [];
  for (const { account, names, classic, emulated } of contents) {
    const where = `${names[0] ?? ""} (${account})`;
    const { keysPendingDeletion, ...rest } = classic;
    for (const [kind, items] of Object.entries(rest)) {
      unexpected.push(...items.map((item) => `${where}: ${kind} ${item}`));
    }
    for (const { counts, region } of emulated) {
      unexpected.push(
        ...Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => `${where}: ${count} ${kind} in ${region}`),
      );
    }
    kept.push(...keysPendingDeletion.map((key) => `${where}: key ${key} waits for its deletion`));
  }
  return { unexpected, kept };
}
