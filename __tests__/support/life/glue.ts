import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";
import { clientsOf } from "./clients";
import { REGION } from "./organization";

/** An account in a sandbox. */
export interface PlaceOfGlue {
  readonly addresses: ServiceAddresses;
  readonly account: string;
}

/** A call of Glue with the administrator role of an account. */
export async function callGlue({ addresses, account }: PlaceOfGlue, operation: string, body: object): Promise<void> {
  const { variables } = await clientsOf(account, addresses);
  const response = await fetch(emulatorUrl(addresses), {
    method: "POST",
    headers: {
      authorization: unverifiedAuthorization(variables.AWS_ACCESS_KEY_ID, REGION, "glue"),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSGlue.${operation}`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
}

/**
 * Makes a database in Glue with tables in it.
 *
 * @param columns names of the columns of each table, all of them of texts
 */
export async function makeTables(
  place: PlaceOfGlue,
  database: string,
  tables: readonly string[],
  columns: readonly string[],
): Promise<void> {
  await callGlue(place, "CreateDatabase", { DatabaseInput: { Name: database } });
  const StorageDescriptor = { Columns: columns.map((Name) => ({ Name, Type: "string" })) };
  for (const Name of tables)
    await callGlue(place, "CreateTable", { DatabaseName: database, TableInput: { Name, StorageDescriptor } });
}
