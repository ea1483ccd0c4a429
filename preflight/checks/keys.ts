import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { awsFault, isNotFound } from "../../aws/faults";
import type { Check } from "../check";
import type { Place } from "../finding";
import { dataKeyUsers, domainKeyUsers, type KeyUser } from "../key-users";
import { hostingRegions, placeOf, type Landscape, type SeenAccount } from "../landscape";
import { liveConfigurations } from "../live-configurations";
import type { Notebook } from "../notebook";
import { statementsOf } from "../policies/document";
import { missedConditions, permits } from "../policies/permitted";

const KINDS = "https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html";

/** A key whose policy has to let somebody in. */
interface WantedKey {
  readonly seen: SeenAccount;
  readonly region: string;
  readonly arn: string;
  /** Place in the stage file. @default - it is ours, and in use */
  readonly path?: string;
  readonly users: readonly KeyUser[];
}

/** Check that keys can be used by everybody who has to use them. */
export const keys: Check = {
  name: "keys",
  asks: "Do the KMS keys that are given, and those in use, let in the domain's side and everybody else who uses them?",
  after: "nothing",
  async run(landscape, notes) {
    const wanted = [...domainKey(landscape), ...dataKeys(landscape), ...(await keysInUse(landscape, notes))];
    const each = [...new Map(wanted.map((key) => [key.arn, key])).values()];
    await notes.lookingAtEach(
      each,
      ({ seen, region }) => placeOf(seen, region),
      (key, place) => lookAt(key, place, notes),
    );
  },
};

function domainKey({ stage, governance, accounts }: Landscape): WantedKey[] {
  const { key, region } = stage.domain;
  if (key.type !== "given" || governance === undefined || !governance.regions.includes(region)) return [];
  const members = accounts.map(({ account }) => account).filter(({ hostsProjects }) => hostsProjects);
  return [{ seen: governance, region, arn: key.arn, path: "domain.kmsKeyArn", users: domainKeyUsers(stage, members) }];
}

function dataKeys(landscape: Landscape): WantedKey[] {
  return hostingRegions(landscape).flatMap(({ seen, region }) => {
    const { dataKey } = seen.account.regions[region];
    if (dataKey.type !== "given") return [];
    const path = `accounts.${seen.account.key}.regions["${region}"].kmsKeyArn`;
    return [{ seen, region, arn: dataKey.arn, path, users: dataKeyUsers(landscape.stage, seen.account, region) }];
  });
}

/** Keys that live configurations of Tooling name. */
async function keysInUse(landscape: Landscape, notes: Notebook): Promise<WantedKey[]> {
  const { domain, stage } = landscape;
  const found: WantedKey[] = [];
  if (domain === undefined) return found;
  await notes.lookingAtEach(
    hostingRegions(landscape),
    ({ seen, region }) => placeOf(seen, region),
    async ({ seen, region }) => {
      const configurations = (await liveConfigurations(seen, stage.domain.region, domain)) ?? [];
      for (const { blueprint, configuration } of configurations) {
        const arn = configuration.regionalParameters?.[region]?.KmsKeyArn ?? "";
        const [, , service, keyRegion, account] = arn.split(":");
        if (blueprint !== "Tooling" || service !== "kms" || account !== seen.account.id || keyRegion !== region)
          continue;
        found.push({ seen, region, arn, users: dataKeyUsers(stage, seen.account, region) });
      }
    },
  );
  return found;
}

async function lookAt({ seen, region, arn, path, users }: WantedKey, place: Place, notes: Notebook): Promise<void> {
  const at = path === undefined ? "" : `${path}: `;
  const unusable = await unusableKey(seen, region, arn);
  if (unusable !== undefined)
    return notes.found(place, {
      code: "KEY_UNUSABLE",
      what: `${at}key ${arn} ${unusable}`,
      cure: "give the ARN of a symmetric key for encryption that is enabled, or leave it out: a key is then created",
      source: KINDS,
    });
  const { Policy = "{}" } = await seen.reads
    .kms(region)
    .send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" }));
  const statements = statementsOf(Policy);
  for (const { who, caller, context, actions, source } of users) {
    const calls = actions.map((action) => ({ caller, action, context }));
    const refused = calls.filter((call) => permits(statements, call) === "no");
    if (refused.length === 0) continue;
    const [miss] = refused.flatMap((call) => missedConditions(statements, call));
    const near =
      miss === undefined ? "" : ` (a statement lets it in only where ${miss.key} is ${miss.values.join(", ")})`;
    notes.found(place, {
      code: "KEY_POLICY",
      what: `${at}the policy of key ${arn} does not let ${who} call ${refused.map(({ action }) => action).join(", ")}${near}`,
      cure:
        path === undefined
          ? "apply the account's foundation: it puts the key's policy back"
          : "add the statement that the policy of a created key has (docs/preflight.md#keys)",
      source,
    });
  }
}

async function unusableKey({ reads }: SeenAccount, region: string, arn: string): Promise<string | undefined> {
  try {
    const { KeyMetadata } = await reads.kms(region).send(new DescribeKeyCommand({ KeyId: arn }));
    const { KeyState = "Enabled", KeySpec = "SYMMETRIC_DEFAULT", KeyUsage = "ENCRYPT_DECRYPT" } = KeyMetadata ?? {};
    if (KeyState !== "Enabled") return `is ${KeyState}`;
    if (KeySpec !== "SYMMETRIC_DEFAULT" || KeyUsage !== "ENCRYPT_DECRYPT") return `is ${KeySpec} for ${KeyUsage}`;
    return undefined;
  } catch (error) {
    if (awsFault(error)?.name === "NotFoundException" || isNotFound(error)) return "does not exist";
    throw error;
  }
}
