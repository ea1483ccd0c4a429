import {
  type DataLakeSettings,
  GetDataLakeSettingsCommand,
  PutDataLakeSettingsCommand,
} from "@aws-sdk/client-lakeformation";
import type { Properties } from "../../../contracts/control-plane";
import { awsFault } from "../errors";
import { asSet } from "../engine/comparison";
import type { Handler, Scope } from "../engine/handler";

type AdministratorsProperties = Properties<"DataLakeAdministrators">;

/**
 * Role ARNs among the Lake Formation administrators of the account, in one Region.
 *
 * The service has one list for everybody and overwrites it whole. So everything else in the settings is sent back as it
 * was read, and the ledger remembers which administrators we added: only those are ever taken out.
 */
export const dataLakeAdministrators: Handler<"DataLakeAdministrators"> = {
  kind: "DataLakeAdministrators",
  adoption: "shared",
  lasting: true,
  domainOf: () => undefined,
  nameOf: ({ region }) => region,
  desired: ({ administratorArns }) => ({ administratorArns: asSet(administratorArns) }),

  async get(scope, properties, id) {
    const present = administrators(await settings(scope, properties.region));
    const ours = new Set([...properties.administratorArns, ...(scope.memory.added ?? [])]);
    return {
      id,
      phase: "ready",
      values: { administratorArns: asSet(present.filter((arn) => ours.has(arn))) },
      createOnly: {},
      attributes: {},
    };
  },

  // The settings exist always; what is ours in them is in the ledger.
  find: () => Promise.resolve(undefined),

  async create(scope, properties) {
    await merge(scope, properties.region, properties.administratorArns);
    return `${scope.accountId}|${properties.region}`;
  },

  async update(scope, properties) {
    await merge(scope, properties.region, properties.administratorArns);
    return "updated";
  },

  async delete(scope, { region }) {
    await merge(scope, region, []);
  },
};

/** Adds what is missing, takes out what we added and is not wanted any more. Repeats while somebody else is writing. */
async function merge(
  scope: Scope,
  region: string,
  wanted: AdministratorsProperties["administratorArns"],
): Promise<void> {
  const changedMeanwhile = (error: unknown): boolean => awsFault(error)?.name === "ConcurrentModificationException";
  const added = await scope.patience.retrying(changedMeanwhile, () => mergeOnce(scope, region, wanted), {
    limitSeconds: 60,
  });
  await scope.remember({ added });
}

async function mergeOnce(scope: Scope, region: string, wanted: readonly string[]): Promise<string[]> {
  const current = await settings(scope, region);
  const present = administrators(current);
  const earlier = scope.memory.added ?? [];
  const missing = wanted.filter((arn) => !present.includes(arn));
  const obsolete = earlier.filter((arn) => !wanted.includes(arn));
  // Before the call: should the answer get lost, what was added is still known to be ours.
  await scope.remember({ added: [...asSet([...earlier, ...missing])] });
  const next = [...present.filter((arn) => !obsolete.includes(arn)), ...asSet(missing)];
  if (missing.length > 0 || next.length !== present.length) {
    const DataLakeAdmins = next.map((arn) => ({ DataLakePrincipalIdentifier: arn }));
    await scope.clients
      .lakeFormation(region)
      .send(new PutDataLakeSettingsCommand({ DataLakeSettings: { ...current, DataLakeAdmins } }));
  }
  return [...asSet([...earlier, ...missing].filter((arn) => wanted.includes(arn)))];
}

async function settings({ clients }: Scope, region: string): Promise<DataLakeSettings> {
  const { DataLakeSettings: current } = await clients.lakeFormation(region).send(new GetDataLakeSettingsCommand({}));
  return current ?? {};
}

function administrators(current: DataLakeSettings): string[] {
  return (current.DataLakeAdmins ?? []).map(({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier ?? "");
}
