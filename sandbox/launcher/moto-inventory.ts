import { APPLICATION_KINDS, applicationInventory, type ApplicationInventory } from "./application-inventory";
import { allNames, type NameQuestion, queryNames } from "./name-pages";
import { asRoot, elements } from "./root-user";
import { emulatorUrl, type ServiceAddresses } from "./services";

/** Resources that moto holds in one account. */
export interface ClassicInventory extends ApplicationInventory {
  readonly buckets: readonly string[];
  readonly roles: readonly string[];
  /** Aliases of customer keys; a key without one by its id. Keys that wait for their deletion are not among them. */
  readonly keys: readonly string[];
  readonly keysPendingDeletion: readonly string[];
  readonly vpcs: readonly string[];
  readonly logGroups: readonly string[];
  readonly parameters: readonly string[];
}

/** Roles: moto gives a hundred. */
const ROLES = queryNames({
  ...{ service: "iam", query: "Action=ListRoles&Version=2010-05-08" },
  ...{ element: "RoleName", token: "Marker" },
});
/** Groups of logs: moto gives fifty. */
const LOG_GROUPS: NameQuestion = async (ask, nextToken) => {
  const answer = await ask("logs", { target: "Logs_20140328.DescribeLogGroups", body: { nextToken } });
  const { logGroups, nextToken: next } = JSON.parse(answer) as {
    readonly logGroups: readonly { readonly logGroupName: string }[];
    readonly nextToken?: string | null;
  };
  return { names: logGroups.map(({ logGroupName }) => logGroupName), next };
};
/** Parameters: moto gives ten. */
const PARAMETERS: NameQuestion = async (ask, NextToken) => {
  const answer = await ask("ssm", { target: "AmazonSSM.DescribeParameters", body: { NextToken } });
  const found = JSON.parse(answer) as {
    readonly Parameters: readonly { readonly Name: string }[];
    readonly NextToken?: string;
  };
  return { names: found.Parameters.map(({ Name }) => Name), next: found.NextToken };
};

/**
 * Asks moto what exists in an account, in all of these Regions, as its root user: all pages. moto answers at once with all buckets, keys,
 * aliases and VPCs, whatever there is of them.
 */
export async function classicInventory(
  addresses: ServiceAddresses,
  account: string,
  regions: readonly string[],
): Promise<ClassicInventory> {
  const [home = "us-east-1"] = regions;
  const ask = asRoot(emulatorUrl(addresses), account, home);
  const buckets = elements(await ask("s3", { path: "/" }), "Name");
  const roles = await allNames(ask, ROLES);
  const inventories = await Promise.all(
    regions.map(async (region) => {
      const found = await regionalInventory(asRoot(emulatorUrl(addresses), account, region));
      // Only where it is not the Region of everything else.
      const named = (names: readonly string[]): string[] =>
        names.map((name) => (region === home ? name : `${name} (${region})`)).sort();
      const kinds = [...APPLICATION_KINDS, "keys", "vpcs", "logGroups"] as const;
      return { ...found, ...Object.fromEntries(kinds.map((kind) => [kind, named(found[kind])])) };
    }),
  );
  const all = (kind: keyof RegionalInventory): string[] => inventories.flatMap((inventory) => inventory[kind]);
  return {
    buckets: buckets.sort(),
    roles: roles.sort(),
    keys: all("keys"),
    keysPendingDeletion: all("keysPendingDeletion"),
    vpcs: all("vpcs"),
    logGroups: all("logGroups"),
    parameters: all("parameters"),
    ...(Object.fromEntries(APPLICATION_KINDS.map((kind) => [kind, all(kind)])) as Record<
      keyof ApplicationInventory,
      string[]
    >),
  };
}

type RegionalInventory = Omit<ClassicInventory, "buckets" | "roles">;

async function regionalInventory(ask: ReturnType<typeof asRoot>): Promise<RegionalInventory> {
  const vpcs = elements(
    await ask("ec2", {
      query: "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=is-default&Filter.1.Value.1=false",
    }),
    "vpcId",
  );
  const json = async <T>(service: string, target: string, body: object = {}): Promise<T> =>
    JSON.parse(await ask(service, { target, body })) as T;
  return {
    ...(await applicationInventory(ask)),
    ...(await listKeys(json)),
    vpcs: [...new Set(vpcs)],
    logGroups: await allNames(ask, LOG_GROUPS),
    parameters: (await allNames(ask, PARAMETERS)).sort(),
  };
}

type AskJson = <T>(service: string, target: string, body?: object) => Promise<T>;

async function listKeys(json: AskJson): Promise<Pick<ClassicInventory, "keys" | "keysPendingDeletion">> {
  const { Keys } = await json<{ Keys: { KeyId: string }[] }>("kms", "TrentService.ListKeys");
  const { Aliases } = await json<{ Aliases: { AliasName: string; TargetKeyId?: string }[] }>(
    "kms",
    "TrentService.ListAliases",
  );
  const names = new Map(Aliases.map(({ AliasName, TargetKeyId }) => [TargetKeyId, AliasName]));
  const described = await Promise.all(
    Keys.map(({ KeyId }) =>
      json<{ KeyMetadata: { KeyId: string; KeyState: string; KeyManager: string } }>(
        "kms",
        "TrentService.DescribeKey",
        { KeyId },
      ),
    ),
  );
  // moto makes a service's own key with its first table, and says that it is the customer's; nobody can give such a name.
  const isOwn = ({ KeyId, KeyManager }: { readonly KeyId: string; readonly KeyManager: string }): boolean =>
    KeyManager !== "AWS" && names.get(KeyId)?.startsWith("alias/aws/") !== true;
  const own = described.map(({ KeyMetadata }) => KeyMetadata).filter(isOwn);
  const pending = (state: string): boolean => state === "PendingDeletion";
  return {
    keys: own
      .filter(({ KeyState }) => !pending(KeyState))
      .map(({ KeyId }) => names.get(KeyId) ?? KeyId)
      .sort(),
    keysPendingDeletion: own
      .filter(({ KeyState }) => pending(KeyState))
      .map(({ KeyId }) => KeyId)
      .sort(),
  };
}
