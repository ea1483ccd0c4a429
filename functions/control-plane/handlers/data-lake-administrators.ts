import { awsFault } from "../../../aws/faults";
import type { Properties } from "../../../contracts/control-plane";
import { asSet } from "../engine/comparison";
import type { Handler, Scope } from "../engine/handler";
import { whenRolesAreReady } from "../engine/new-roles";
import { administratorsOf, dataLakeSettings, putAdministrators, refusesPrincipal } from "./data-lake-settings";

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
  remembered: { added: "administrators" },
  domainOf: () => undefined,
  nameOf: ({ region }) => region,
  desired: ({ administratorArns }) => ({ administratorArns: asSet(administratorArns) }),

  async get(scope, properties, id) {
    const present = administratorsOf(await dataLakeSettings(scope, properties.region));
    const ours = new Set([...properties.administratorArns, ...(scope.memory.added ?? [])]);
    return {
      id,
      phase: "ready",
      values: { administratorArns: asSet(present.filter((arn) => ours.has(arn))) },
      createOnly: {},
      attributes: {},
    };
  },

  // The settings exist always; what is ours in them is in the ledger, also after a write that was cut off.
  async find(scope, properties) {
    const added = scope.memory.added ?? [];
    if (added.length === 0) return undefined;
    const present = administratorsOf(await dataLakeSettings(scope, properties.region));
    if (!added.every((arn) => present.includes(arn))) return undefined;
    return dataLakeAdministrators.get(scope, properties, idOf(scope, properties));
  },

  async create(scope, properties) {
    await merge(scope, properties.region, properties.administratorArns);
    return idOf(scope, properties);
  },

  async update(scope, properties) {
    await merge(scope, properties.region, properties.administratorArns);
    return "updated";
  },

  async delete(scope, { region }) {
    await merge(scope, region, []);
  },
};

function idOf({ accountId }: Scope, { region }: AdministratorsProperties): string {
  return `${accountId}|${region}`;
}

/**
 * Adds what is missing, takes out what we added and is not wanted any more. Repeats while somebody else is writing, and
 * while a role is too new for Lake Formation; the list is read anew every time.
 */
async function merge(
  scope: Scope,
  region: string,
  wanted: AdministratorsProperties["administratorArns"],
): Promise<void> {
  const changedMeanwhile = (error: unknown): boolean => awsFault(error)?.name === "ConcurrentModificationException";
  const once = (): Promise<string[]> => mergeOnce(scope, region, wanted);
  const used = {
    roles: wanted,
    check: `that Lake Formation in ${region} can take it as an administrator; where AWS does not name it, that also the administrators that were there before still exist`,
  };
  const added = await whenRolesAreReady(
    scope.patience,
    used,
    () => scope.patience.retrying(changedMeanwhile, once, { limitSeconds: 60 }),
    refusesPrincipal,
  );
  await scope.remember({ added });
}

async function mergeOnce(scope: Scope, region: string, wanted: readonly string[]): Promise<string[]> {
  const current = await dataLakeSettings(scope, region);
  const present = administratorsOf(current);
  const earlier = scope.memory.added ?? [];
  const missing = wanted.filter((arn) => !present.includes(arn));
  const obsolete = earlier.filter((arn) => !wanted.includes(arn));
  // Before the call: should the answer get lost, what was added is still known to be ours.
  await scope.remember({ added: [...asSet([...earlier, ...missing])] });
  const kept = present.filter((arn) => !obsolete.includes(arn));
  const others = kept.filter((arn) => !earlier.includes(arn) && !wanted.includes(arn));
  const administrators = [...kept, ...asSet(missing)];
  if (missing.length > 0 || administrators.length !== present.length)
    await putAdministrators(scope, region, current, { administrators, others });
  return [...asSet([...earlier, ...missing].filter((arn) => wanted.includes(arn)))];
}
