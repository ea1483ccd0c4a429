import {
  type DataLakeSettings,
  GetDataLakeSettingsCommand,
  PutDataLakeSettingsCommand,
} from "@aws-sdk/client-lakeformation";
import { awsFault, saidBy } from "../../../aws/faults";
import { ControlPlaneError } from "../errors";
import type { Scope } from "../engine/handler";

/** The settings of the account in one Region. */
export async function dataLakeSettings({ clients }: Scope, region: string): Promise<DataLakeSettings> {
  const { DataLakeSettings: current } = await clients.lakeFormation(region).send(new GetDataLakeSettingsCommand({}));
  return current ?? {};
}

/** ARNs (or whatever identifies them) of the administrators in the settings. */
export function administratorsOf(current: DataLakeSettings): string[] {
  return (current.DataLakeAdmins ?? []).map(({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier ?? "");
}

/**
 * Writes the settings with these administrators. Lake Formation checks every one of them, also those that were there:
 * one that exists no more blocks the write of everybody. It is left in all the same: whether somebody needs it is not
 * ours to judge.
 *
 * @param others those of the administrators that are not ours
 * @throws ControlPlaneError INVALID_ADMINISTRATOR where one of the others, or nobody but the others, can be meant
 */
export async function putAdministrators(
  { clients }: Scope,
  region: string,
  current: DataLakeSettings,
  { administrators, others }: { readonly administrators: readonly string[]; readonly others: readonly string[] },
): Promise<void> {
  const DataLakeAdmins = administrators.map((arn) => ({ DataLakePrincipalIdentifier: arn }));
  try {
    await clients
      .lakeFormation(region)
      .send(new PutDataLakeSettingsCommand({ DataLakeSettings: { ...current, DataLakeAdmins } }));
  } catch (error) {
    const named = invalidPrincipal(error);
    if (named !== undefined && (others.includes(named) || others.length === administrators.length))
      throw invalidAdministrator(region, named, others, error);
    throw error;
  }
}

/** Lake Formation does not know an administrator, perhaps because the role is too new. */
export function refusesPrincipal(error: unknown): boolean {
  return invalidPrincipal(error) !== undefined;
}

/**
 * The principal that Lake Formation does not know; empty where it does not name it.
 *
 * Code and message as the AWS provider waits for them (`data_lake_settings.go`), the ARN as in
 * aws-samples/data-lake-as-code#17: "Invalid principal, arn: arn:aws:iam::...".
 */
function invalidPrincipal(error: unknown): string | undefined {
  const fault = awsFault(error);
  if (fault?.name !== "InvalidInputException" || !/invalid principal/i.test(fault.message)) return undefined;
  return /\barn:aws[^\s,;)]*/.exec(fault.message)?.[0] ?? "";
}

function invalidAdministrator(
  region: string,
  named: string,
  others: readonly string[],
  cause: unknown,
): ControlPlaneError {
  const said = saidBy(cause);
  const who = named === "" ? `one of ${others.join(", ")}` : named;
  return new ControlPlaneError(
    "INVALID_ADMINISTRATOR",
    `Lake Formation in ${region} refuses the whole list of administrators because of ${who}, which this project did not put there and does not take out (deleted role or user?): ${said}; fix: create it again, or remove it in the Lake Formation console (Administrative roles and tasks; or aws lakeformation get-data-lake-settings, edit, put-data-lake-settings), then apply again`,
    { cause },
  );
}
