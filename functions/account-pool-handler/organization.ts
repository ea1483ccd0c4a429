import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { allPages } from "../../aws/pages";
import { organizationsClient } from "./clients";
import type { PoolConfiguration } from "./configuration";

/** An account that the pool offers. */
export interface OfferedAccount {
  readonly awsAccountId: string;
  readonly awsAccountName?: string;
}

/** Accounts of the configured units (with everything below them) that are ACTIVE and carry all configured tags, by id. */
export async function offeredAccounts(configuration: PoolConfiguration): Promise<OfferedAccount[]> {
  const client = organizationsClient(configuration.organizationsRoleArn);
  const accounts = await candidates(client, configuration.organizationalUnitIds);
  const active = [...accounts.values()].filter(isActive);
  const offered: OfferedAccount[] = [];
  for (const { Id = "", Name } of active.sort((a, b) => ((a.Id ?? "") < (b.Id ?? "") ? -1 : 1))) {
    if (await carries(client, Id, configuration.accountTags)) offered.push({ awsAccountId: Id, awsAccountName: Name });
  }
  return offered;
}

/** `State` succeeds `Status`, which AWS retires in September 2026; both may be there. */
function isActive({ State, Status }: Account): boolean {
  return (State ?? Status) === "ACTIVE";
}

/** Accounts by id: one that is reached through two units counts once. */
async function candidates(client: OrganizationsClient, units: readonly string[]): Promise<Map<string, Account>> {
  const found =
    units.length === 0
      ? await allPages(
          (NextToken) => client.send(new ListAccountsCommand({ NextToken })),
          (page) => page.Accounts,
        )
      : (await Promise.all(units.map((unit) => below(client, unit)))).flat();
  return new Map(found.map((account) => [account.Id ?? "", account]));
}

async function below(client: OrganizationsClient, ParentId: string): Promise<Account[]> {
  const own = await allPages(
    (NextToken) => client.send(new ListAccountsForParentCommand({ ParentId, NextToken })),
    (page) => page.Accounts,
  );
  const children = await allPages(
    (NextToken) => client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken })),
    (page) => page.OrganizationalUnits,
  );
  const nested: Account[][] = [];
  for (const { Id = "" } of children) nested.push(await below(client, Id));
  return [...own, ...nested.flat()];
}

async function carries(
  client: OrganizationsClient,
  ResourceId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<boolean> {
  const required = Object.entries(wanted);
  if (required.length === 0) return true;
  const tags = await allPages(
    (NextToken) => client.send(new ListTagsForResourceCommand({ ResourceId, NextToken })),
    (page) => page.Tags,
  );
  const present = new Map(tags.map(({ Key, Value }) => [Key, Value]));
  return required.every(([key, value]) => present.get(key) === value);
}
