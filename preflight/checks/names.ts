import { GetBucketTaggingCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { isNotFound, statusOf } from "../../aws/faults";
import { stateBucketName, toolingBucketName } from "../../contracts/names";
import type { Check } from "../check";
import { placeOf, type Landscape, type SeenAccount } from "../landscape";
import { isOurs } from "../ownership";
import { RefusedReadError } from "../reads";
import { wantedRoles } from "../wanted-roles";
import { roleNamed } from "./roles";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

/** Check that nobody else has the names of buckets and roles that are created. */
export const names: Check = {
  name: "names",
  asks: "Are the names of buckets and roles that are created free, or ours already?",
  after: "nothing",
  async run(landscape, notes) {
    await notes.lookingAtEach(
      bucketsOf(landscape),
      ({ seen, region }) => placeOf(seen, region),
      async (wanted, place) => {
        const taken = await bucketTaken(wanted);
        if (taken === undefined) return;
        const { name, path } = wanted;
        notes.found(place, {
          code: "NAME_TAKEN",
          what: `bucket ${name} ${taken}`,
          cure:
            path === undefined
              ? "choose another organization.namePrefix, or remove the bucket"
              : `give a bucket of the account as ${path}, choose another organization.namePrefix, or remove this one`,
          source: S3,
        });
      },
    );
    const created = landscape.accounts.flatMap((seen) =>
      wantedRoles(landscape.stage, seen.account, landscape.domain)
        .filter(({ given }) => given === undefined)
        .map(({ name, path }) => ({ seen, name, path })),
    );
    await notes.lookingAtEach(
      created,
      ({ seen }) => placeOf(seen),
      async ({ seen, name, path }, place) => {
        const live = await roleNamed(seen, name);
        if (live === undefined || isOurs(live.Tags)) return;
        notes.found(place, {
          code: "NAME_TAKEN",
          what: `role ${live.Arn ?? name} exists and is not ours: the console of SageMaker Unified Studio makes roles of these names, too`,
          cure: path.endsWith("RoleArn")
            ? `give it as ${path}, or remove it`
            : "remove it, or choose another organization.namePrefix",
          source: IAM,
        });
      },
    );
  },
};

interface WantedBucket {
  readonly seen: SeenAccount;
  readonly region: string;
  readonly name: string;
  /** Place in the stage file where another one can be given. */
  readonly path?: string;
}

function bucketsOf({ stage, accounts }: Landscape): WantedBucket[] {
  const { organization, state } = stage.environment;
  const prefix = organization.namePrefix;
  const stateRegion = (state.backend === "s3" ? state.region : undefined) ?? stage.domain.region;
  return accounts.flatMap((seen): WantedBucket[] => {
    const { id, key, regions, hostsProjects } = seen.account;
    const states =
      state.backend === "s3" ? [{ seen, region: stateRegion, name: stateBucketName(prefix, id, stateRegion) }] : [];
    const tooling = Object.entries(hostsProjects ? regions : {}).flatMap(([region, { bucket }]) =>
      bucket.type === "created"
        ? [
            {
              seen,
              region,
              name: toolingBucketName(prefix, id, region),
              path: `accounts.${key}.regions["${region}"].bucketName`,
            },
          ]
        : [],
    );
    return [...states, ...tooling].filter(({ region }) => seen.regions.includes(region));
  });
}

/** Reason for which a bucket cannot be created, and is not there already as ours. */
async function bucketTaken({ seen, region, name }: WantedBucket): Promise<string | undefined> {
  const s3 = seen.reads.s3(region);
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name }));
  } catch (error) {
    if (isNotFound(error) || statusOf(error) === 404) return undefined;
    if (statusOf(error) === 301) return "exists in another Region";
    if (statusOf(refused(error)) === 403) return "belongs to another account, or the role may not see it";
    throw error;
  }
  return isOurs(await tagsOf(seen, region, name)) ? undefined : "exists in the account and is not ours";
}

const refused = (error: unknown): unknown => (error instanceof RefusedReadError ? error.cause : error);

async function tagsOf({ reads }: SeenAccount, region: string, name: string) {
  try {
    return (await reads.s3(region).send(new GetBucketTaggingCommand({ Bucket: name }))).TagSet;
  } catch (error) {
    if (statusOf(error) === 404) return [];
    throw error;
  }
}
