import { isKnownRegion, isOptIn, KNOWN_REGIONS } from "../../contracts/service/regions";
import type { ExactConfiguration } from "../model";
import type { Path } from "../problems";
import { nearest, show } from "../problems";
import type { Evidence, Finding } from "./finding";
import { domainRegion } from "./references";
import type { StageView } from "./view";

/** An ARN somewhere in a file. */
interface PlacedArn {
  readonly path: Path;
  readonly arn: string;
}

/** Every ARN lies in the organization's partition. */
export function arnsBelongToPartition({ environment }: StageView): Finding[] {
  const { partition } = environment.organization;
  const reads = [{ path: ["organization", "partition"] }];
  return arnsIn(environment, []).flatMap(({ path, arn }): Finding[] => {
    // Profiles of IAM users and roles exist in the partition aws only; a rule of their own says so.
    if (arn.split(":")[1] === partition || path.at(-1) === "identifier") return [];
    return [{ code: "ARN_PARTITION", path, got: show(arn), allowed: `an ARN that begins arn:${partition}:`, reads }];
  });
}

/** Goes through a whole file: paths are written only for what is found, because a large file has few ARNs. */
function arnsIn(value: unknown, at: (string | number)[], found: PlacedArn[] = []): PlacedArn[] {
  if (typeof value === "string") {
    if (value.startsWith("arn:")) found.push({ path: [...at], arn: value });
  } else if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, child] of Object.entries(value)) {
      at.push(isList ? Number(key) : key);
      arnsIn(child, at, found);
      at.pop();
    }
  }
  return found;
}

/** Roles, policies and keys of an account lie in that account. */
export function accountArnsBelongToAccount(stage: StageView): Finding[] {
  return [...stage.accounts].flatMap((key) => {
    const account = stage.environment.accounts[key];
    const at = ["accounts", key];
    const places: [Path, string | undefined][] = [
      [[...at, "permissionsBoundaryArn"], account.permissionsBoundaryArn],
      [[...at, "lakeFormationLocationRoleArn"], account.lakeFormationLocationRoleArn],
      ...Object.entries(account.roles).map(([name, arn]): [Path, string | undefined] => [[...at, "roles", name], arn]),
      ...Object.entries(account.regions).map(([region, { kmsKeyArn }]): [Path, string | undefined] => [
        [...at, "regions", region, "kmsKeyArn"],
        kmsKeyArn,
      ]),
      ...Object.entries(account.blueprints).flatMap(([name, { exactly }]) =>
        exactArns([...at, "blueprints", name], exactly),
      ),
    ];
    return places.flatMap(([path, arn]) => outsideAccount(path, arn, account.id, { path: [...at, "id"] }));
  });
}

function exactArns(path: Path, exactly: ExactConfiguration | undefined): [Path, string | undefined][] {
  const { provisioningRoleArn, manageAccessRoleArn, environmentRolePermissionBoundaryArn } = exactly ?? {};
  const arns = { provisioningRoleArn, manageAccessRoleArn, environmentRolePermissionBoundaryArn };
  return [
    ...Object.entries(arns).map(([name, arn]): [Path, string | undefined] => [[...path, "exactly", name], arn]),
    [
      [...path, "exactly", "lakeFormation", "locationRegistrationRoleArn"],
      exactly?.lakeFormation?.locationRegistrationRoleArn,
    ],
  ];
}

/** Roles and the key of the domain, and the key of the application, lie in the governance account. */
export function domainArnsBelongToGovernance({ ownsDomain, domain, environment }: StageView): Finding[] {
  const id = environment.accounts[environment.governanceAccount]?.id;
  if (!ownsDomain || domain === undefined || id === undefined) return [];
  const evidence = { path: ["accounts", environment.governanceAccount, "id"] };
  const roles = Object.entries(domain.roles).flatMap(([name, arn]) =>
    outsideAccount(["domain", "roles", name], arn, id, evidence),
  );
  const keys: readonly (readonly [Path, string | undefined])[] = [
    [["domain", "kmsKeyArn"], domain.kmsKeyArn],
    [["application", "kmsKeyArn"], environment.application?.kmsKeyArn],
  ];
  return [...roles, ...keys.flatMap(([path, arn]) => outsideAccount(path, arn, id, evidence))];
}

/** An ARN of another account. Policies of AWS belong to every account. */
export function outsideAccount(path: Path, arn: string | undefined, accountId: string, evidence: Evidence): Finding[] {
  if (arn === undefined || !arn.startsWith("arn:") || [accountId, "aws"].includes(arn.split(":")[4])) return [];
  const allowed = `an ARN in account ${show(accountId)}`;
  return [{ code: "ARN_ACCOUNT", path, got: show(arn), allowed, reads: [evidence] }];
}

/** KMS keys lie in the Region that uses them. */
export function keysBelongToRegion(stage: StageView): Finding[] {
  const { ownsDomain, domain, environment } = stage;
  const keys: { path: Path; arn: string | undefined; region: string; reads?: Evidence[] }[] = [
    ...stage.accounts,
  ].flatMap((key) =>
    Object.entries(environment.accounts[key].regions).map(([region, { kmsKeyArn }]) => ({
      path: ["accounts", key, "regions", region, "kmsKeyArn"],
      arn: kmsKeyArn,
      region,
    })),
  );
  if (ownsDomain && domain !== undefined) {
    keys.push({
      path: ["domain", "kmsKeyArn"],
      arn: domain.kmsKeyArn,
      region: domain.region,
      reads: domainRegion(stage),
    });
    keys.push({
      path: ["application", "kmsKeyArn"],
      arn: environment.application?.kmsKeyArn,
      region: domain.region,
      reads: domainRegion(stage),
    });
  }
  return keys.flatMap(({ path, arn, region, reads }): Finding[] => {
    if (arn === undefined || !arn.startsWith("arn:") || arn.split(":")[3] === region) return [];
    return [{ code: "ARN_REGION", path, got: show(arn), allowed: `a key in Region ${show(region)}`, reads }];
  });
}

const PARTITION_PREFIXES = { aws: "", "aws-cn": "cn-", "aws-us-gov": "us-gov-" } as const;

/** Every Region lies in the organization's partition. */
export function regionsBelongToPartition(stage: StageView): Finding[] {
  const { partition } = stage.environment.organization;
  const reads = [{ path: ["organization", "partition"] }];
  return namedRegions(stage).flatMap(({ path, region }): Finding[] => {
    if (partitionOf(region) === partition) return [];
    const prefix = PARTITION_PREFIXES[partition];
    const allowed = prefix === "" ? "a Region of the partition aws" : `a Region that begins ${prefix}`;
    return [{ code: "REGION_PARTITION", path, got: show(region), allowed, reads }];
  });
}

/** Regions that this program has heard of. New ones appear, so others are only doubted. */
export function regionsAreKnown(stage: StageView): Finding[] {
  return namedRegions(stage).flatMap(({ path, region }): Finding[] => {
    if (isKnownRegion(region)) return [];
    const hint = nearest(region, KNOWN_REGIONS);
    const fix = hint === undefined ? undefined : `did you mean ${show(hint)}?`;
    return [{ code: "REGION_UNKNOWN", path, got: show(region), allowed: "a Region known when this was written", fix }];
  });
}

/** Regions that accounts have to enable before: every call there is refused until then. */
export function regionsAreEnabledByDefault(stage: StageView): Finding[] {
  return namedRegions(stage).flatMap(({ path, region }): Finding[] =>
    isOptIn(region)
      ? [{ code: "REGION_OPT_IN", path, got: show(region), allowed: "a Region that the accounts have enabled" }]
      : [],
  );
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.includes("-iso") ? "aws-iso" : "aws";
}

function namedRegions({ ownsDomain, domain, environment, accounts }: StageView): { path: Path; region: string }[] {
  const { state } = environment;
  return [
    ...(ownsDomain && domain !== undefined ? [{ path: ["domain", "region"], region: domain.region }] : []),
    ...(state.backend === "s3" && state.region !== undefined
      ? [{ path: ["state", "region"], region: state.region }]
      : []),
    ...[...accounts].flatMap((key) =>
      Object.keys(environment.accounts[key].regions).map((region) => ({
        path: ["accounts", key, "regions", region],
        region,
      })),
    ),
  ];
}
