import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";
import { clientsOf } from "./clients";
import { REGION } from "./organization";

/** A table of a Glue database. */
export interface NewTable {
  readonly account: string;
  readonly database: string;
  readonly table: string;
  /** Names of its columns, all of them of texts. */
  readonly columns: readonly string[];
}

/** Makes a database in an account's Glue catalog with the administrator role, where it is not there, and a table in it. */
export async function makeTable(
  addresses: ServiceAddresses,
  { account, database, table, columns }: NewTable,
): Promise<void> {
  const { variables } = await clientsOf(account, addresses);
  const call = (operation: string, body: object): Promise<Response> =>
    fetch(emulatorUrl(addresses), {
      method: "POST",
      headers: {
        authorization: unverifiedAuthorization(variables.AWS_ACCESS_KEY_ID, REGION, "glue"),
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSGlue.${operation}`,
      },
      body: JSON.stringify(body),
    });
  const must = async (operation: string, body: object): Promise<void> => {
    const response = await call(operation, body);
    if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  };
  if (!(await call("GetDatabase", { Name: database })).ok)
    await must("CreateDatabase", { DatabaseInput: { Name: database } });
  const Columns = columns.map((Name) => ({ Name, Type: "string" }));
  await must("CreateTable", {
    DatabaseName: database,
    TableInput: { Name: table, StorageDescriptor: { Columns } },
  });
}
