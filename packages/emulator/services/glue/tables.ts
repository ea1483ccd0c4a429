import type { MotoProxy } from "../../moto-proxy";
import type { EmulatorContext } from "../../service";
import type { Store } from "../../store";

/** A table of Glue's catalog, with what assets are made from. */
export interface GlueTable {
  readonly Name: string;
  readonly DatabaseName: string;
  readonly CatalogId?: string;
  readonly Description?: string;
  readonly TableType?: string;
  readonly StorageDescriptor?: {
    readonly Location?: string;
    readonly Columns?: readonly { readonly Name: string; readonly Type?: string; readonly Comment?: string }[];
  };
  readonly PartitionKeys?: readonly { readonly Name: string; readonly Type?: string; readonly Comment?: string }[];
}

/** Tables that stand in for Glue where there is no moto, by database; tests put them there. */
export const standInTables = (store: Store, account: string, region: string): Record<string, GlueTable[]> =>
  store.state<Record<string, GlueTable[]>>("glue", account, region, () => ({}));

/** Reader of the tables of a database in any account: from moto, or from the tables above. Nothing where there is no such database. */
export function tableReader(proxy: MotoProxy | undefined, store: Store): EmulatorContext["readTables"] {
  return async ({ account, region, database }) => {
    if (!proxy) return standInTables(store, account, region)[database];
    const tables: GlueTable[] = [];
    for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
      const body = { DatabaseName: database, ...(token === undefined ? {} : { NextToken: token }) };
      const reply = await proxy.json("emulator", region, "glue", "AWSGlue.GetTables", body, account);
      if (reply.status !== 200) return undefined;
      const page = JSON.parse(reply.body.toString()) as { TableList: GlueTable[]; NextToken?: string };
      tables.push(...page.TableList);
      token = page.NextToken;
    }
    return tables;
  };
}
