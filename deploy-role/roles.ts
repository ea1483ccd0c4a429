import { isWithoutAws, layerRank, LAYERS, parseStackId, type Layer, type LayerWithoutAws } from "../contracts/layers";
import { bootstrapReceiptKey, sourceReceiptPrefix, stateBucketName } from "../contracts/names";
import type { Stage } from "../configuration/model";
import type { SynthesisOptions } from "../stacks/compose";
import { synthesizeInMemory } from "../stacks/in-memory";
import { preflightPermissions } from "./preflight-permissions";
import { permissionsOf, stateObjects, type Permission, type StateObject } from "./permissions";
import { stateKeyCondition } from "./scopes";
import type { StackJson } from "./stack-json";

/** Permissions that the roles of an account need for one purpose. */
export interface Need {
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string;
  /** A layer, the access to states, or the reads of `smus preflight`. */
  readonly purpose: Exclude<Layer, LayerWithoutAws> | "state-access" | "preflight";
  readonly permissions: readonly Permission[];
}

/** Settings that are not as the stage files say. */
export type Overrides = Pick<SynthesisOptions, "protection">;

/**
 * Needs of the deploy and plan roles of every account of the wanted stages, by account and layer. Stages may give different
 * accounts the same key: each of them has its own.
 */
export function needsOf(wanted: readonly Stage[], stages: readonly Stage[], overrides: Overrides = {}): Need[] {
  const needs = wanted.flatMap((stage) => stageNeeds(stage, stages, overrides));
  const merged = new Map<string, Need>();
  for (const need of needs) {
    const id = `${need.account}|${need.accountId}|${need.purpose}`;
    merged.set(id, { ...need, permissions: [...(merged.get(id)?.permissions ?? []), ...need.permissions] });
  }
  return [...merged.values()].sort(
    (a, b) => compare(a.account, b.account) || compare(a.accountId, b.accountId) || rank(a.purpose) - rank(b.purpose),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function rank(purpose: Need["purpose"]): number {
  if (purpose === "preflight") return LAYERS.length;
  return purpose === "state-access" ? -1 : layerRank(purpose);
}

function stageNeeds(stage: Stage, stages: readonly Stage[], overrides: Overrides): Need[] {
  const options = { access: "deploy", usePathStyle: false, workingDirectory: "/", ...overrides } as const;
  const { stacks } = synthesizeInMemory(stage, stages, options);
  const { partition, namePrefix: prefix } = stage.environment.organization;
  const accounts = [stage.governance, ...Object.values(stage.accounts)];
  const states: StateObject[] = [];
  const needs = [...stacks].flatMap(([id, json]): Need[] => {
    const stack = json as StackJson;
    const { account: key, layer } = parseStackId(id);
    if (isWithoutAws(layer)) return []; // Terraform Cloud only: no AWS credentials
    const accountId = accounts.find((account) => account.key === key)?.id ?? "";
    const [main] = stack.provider?.["aws"] ?? [];
    const place = { partition, accountId, prefix, region: String(main["region"]), domainKeyArn: domainKeyArn(stage) };
    states.push(...stateObjects(stack, stage.name));
    return [{ account: key, accountId, purpose: layer, permissions: permissionsOf(stack, place) }];
  });
  // States of the stage that this one is promoted from lie in accounts of that one.
  const known = [...accounts, ...stages.flatMap((other) => Object.values(other.accounts))];
  const keyOf = (accountId: string) => known.find((account) => account.id === accountId)?.key ?? accountId;
  const promoted = stage.environment.promotion !== undefined;
  const access = [...new Set(states.map(({ accountId }) => accountId))].map((accountId): Need => {
    const own = states.filter((state) => state.accountId === accountId);
    const permissions = stateAccess(own, { stage: stage.name, partition, prefix, promoted });
    return { account: keyOf(accountId), accountId, purpose: "state-access", permissions };
  });
  return [...needs, ...access, ...preflightNeeds(stage)];
}

/** Reads of `smus preflight` in every account of the stage, and in the one that owns its domain. */
function preflightNeeds(stage: Stage): Need[] {
  const accounts = new Map([stage.governance, ...Object.values(stage.accounts)].map((each) => [each.id, each]));
  return [...accounts.values()].map((account) => ({
    account: account.key,
    accountId: account.id,
    purpose: "preflight",
    permissions: preflightPermissions(stage, account),
  }));
}

/** Keys that may encrypt the stage's domain; none where DataZone uses its own. The id of one that is created is AWS's. */
function domainKeyArn({ environment, domain, governance }: Stage): string | undefined {
  const { partition } = environment.organization;
  if (domain.key.type === "awsOwned") return undefined;
  return domain.key.type === "given" ? domain.key.arn : `arn:${partition}:kms:${domain.region}:${governance.id}:key/*`;
}

/** Reading and keeping states in an account's bucket, with their lock files, and the receipt of `npm run bootstrap`. */
function stateAccess(
  states: readonly StateObject[],
  { stage, partition, prefix, promoted }: { stage: string; partition: string; prefix: string; promoted: boolean },
): Permission[] {
  const condition = stateKeyCondition(prefix);
  return states.flatMap(({ access, accountId, bucket, region, key, defaultKey }): Permission[] => {
    const bucketArn = `arn:${partition}:s3:::${bucket}`;
    const objects = `${bucketArn}/${key.split("/").slice(0, -2).join("/")}/*`;
    const keys = `arn:${partition}:kms:${region}:${accountId}:key/*`;
    const receipt = `${bucketArn}/${bootstrapReceiptKey(stage)}`;
    const sourceReceipts = `${bucketArn}/${sourceReceiptPrefix(stage)}*`;
    const isOwn = bucket === stateBucketName(prefix, accountId, region) && access === "write";
    return [
      { access: "read", action: "s3:ListBucket", resource: bucketArn },
      { access: "read", action: "s3:GetObject", resource: objects },
      { access: "read", action: "kms:Decrypt", resource: keys, condition },
      ...(isOwn
        ? ([
            { access: "read", action: "s3:GetObject", resource: receipt },
            // `terraform init` before a workspace is selected reads the default workspace's state, and takes a refusal for
            // the end. Nothing is ever there: s3:ListBucket makes the answer "not found". Reading another stack's state
            // (`terraform_remote_state`) names its workspace, and reads no default one.
            // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/remote-state/s3/backend_state.go
            { access: "read", action: "s3:GetObject", resource: `${bucketArn}/${defaultKey}` },
            { access: "write", action: "s3:PutObject", resource: receipt },
            ...(promoted
              ? ([
                  { access: "read", action: "s3:GetObject", resource: sourceReceipts },
                  { access: "write", action: "s3:PutObject", resource: sourceReceipts },
                ] as const)
              : []),
            { access: "write", action: "s3:PutObject", resource: objects },
            // Lock files only: states themselves are never deleted.
            { access: "write", action: "s3:DeleteObject", resource: `${objects}.tflock` },
            { access: "write", action: "kms:GenerateDataKey", resource: keys, condition },
          ] as const)
        : []),
    ];
  });
}
