import { LAYERS } from "../../contracts/layers";
import { cloudWorkspaceName, stateBucketName, toolingBucketName } from "../../contracts/names";
import { show, type Path } from "../problems";
import { repeated, type Finding } from "./finding";
import { domainRegion } from "./references";
import type { StageView } from "./view";

/** AWS's provisioning policy covers buckets of this prefix only. */
const BUCKET_PREFIX = "amazon-sagemaker-";
const LONGEST_BUCKET_NAME = 63;
/** @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/create */
const LONGEST_WORKSPACE_NAME = 90;

/** Buckets that are given carry the prefix that AWS's provisioning policy covers. */
export function bucketNamesCarryThePrefix(stage: StageView): Finding[] {
  return givenBuckets(stage).flatMap(({ path, bucketName }): Finding[] => {
    if (bucketName.startsWith(BUCKET_PREFIX)) return [];
    const allowed = `a name that begins ${BUCKET_PREFIX}`;
    return [{ code: "BUCKET_PREFIX", path, got: show(bucketName), allowed }];
  });
}

/** A bucket that is given belongs to one account and Region. */
export function bucketsAreGivenOnce(stage: StageView): Finding[] {
  return repeated(givenBuckets(stage), ({ bucketName }) => bucketName).map(({ first, again }) => ({
    code: "BUCKET_DUPLICATE",
    path: again.path,
    got: `${show(again.bucketName)}, which is also ${first.path.slice(0, 4).join(".")}'s`,
    allowed: "a bucket for one account and Region",
    reads: [{ path: first.path }],
  }));
}

/** Names that are made from prefix, account and Region fit what AWS and Terraform Cloud take. */
export function physicalNamesFit(stage: StageView): Finding[] {
  const { environment, domain } = stage;
  const { namePrefix } = environment.organization;
  const prefixPath = ["organization", "namePrefix"];
  return [...stage.accounts].flatMap((key): Finding[] => {
    const { id } = environment.accounts[key];
    const tooling = Object.entries(stage.regions[key])
      .filter(([, { bucket }]) => bucket.type === "created")
      .map(([region]) => region)
      // The naming contract cuts the name, and with its end it loses what tells two Regions apart.
      .filter((region) => !toolingBucketName(namePrefix, id, region).endsWith(`-${id}-${region}`))
      .map((region) => `${BUCKET_PREFIX}${namePrefix}-${id}-${region}`);
    const region = environment.state.backend === "s3" ? (environment.state.region ?? domain?.region) : undefined;
    const names = region === undefined ? tooling : [...tooling, stateBucketName(namePrefix, id, region)];
    const name = names.find(({ length }) => length > LONGEST_BUCKET_NAME);
    if (name === undefined) return [];
    const got = `${show(namePrefix)}, which makes bucket ${show(name)} of ${name.length} characters`;
    const reads = [{ path: ["accounts", key] }, ...domainRegion(stage)];
    const fix = `shorten it by ${name.length - LONGEST_BUCKET_NAME}`;
    return [
      { code: "NAME_TOO_LONG", path: prefixPath, got, allowed: `bucket names of ${LONGEST_BUCKET_NAME}`, fix, reads },
    ];
  });
}

/** Names of Terraform Cloud workspaces fit. */
export function cloudWorkspaceNamesFit({ name: stage, environment, accounts }: StageView): Finding[] {
  const { state, organization } = environment;
  if (state.backend !== "cloud") return [];
  const prefix = state.workspacePrefix ?? organization.namePrefix;
  return [...accounts].flatMap((key): Finding[] => {
    const [longest] = LAYERS.map((layer) => cloudWorkspaceName(prefix, key, layer, stage)).sort(
      (a, b) => b.length - a.length,
    );
    if (longest.length <= LONGEST_WORKSPACE_NAME) return [];
    const got = `${show(key)}, which makes workspace ${show(longest)} of ${longest.length} characters`;
    const allowed = `workspace names of ${LONGEST_WORKSPACE_NAME}`;
    return [
      { code: "NAME_TOO_LONG", path: ["accounts", key], got, allowed, fix: "shorten the key, the stage or the prefix" },
    ];
  });
}

function givenBuckets({ accounts, regions }: StageView): { path: Path; bucketName: string }[] {
  return [...accounts].flatMap((key) =>
    Object.entries(regions[key]).flatMap(([region, { bucket }]) =>
      bucket.type === "given"
        ? [{ path: ["accounts", key, "regions", region, "bucketName"], bucketName: bucket.name }]
        : [],
    ),
  );
}
