import { createHash } from "node:crypto";
import {
  CreateModelPackageCommand,
  DescribeModelPackageCommand,
  type DescribeModelPackageCommandOutput,
  ListModelPackagesCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { allPages } from "../../../aws/pages";
import { type Copied, type Hindrance, ORIGIN, type Promotion } from "../../../governance/promotions";
import { relocated } from "../registry/addressed";
import { partsOf } from "../registry/package-view";

/** Properties that a version has at most. Source: botocore, sagemaker, `CustomerMetadataMap`. */
const MOST_PROPERTIES = 50;

/** Properties by which a version says where it comes from, beside {@link ORIGIN}. */
export const ORIGIN_PROPERTIES = {
  promotion: "smus:promotion",
  digest: "smus:digest",
  manifest: "smus:manifest",
} as const;

/** A version to register. */
export interface Registration {
  readonly promotion: Promotion;
  readonly copied: Copied;
  readonly group: string;
  /** Version in the build account, as it is now. */
  readonly described: DescribeModelPackageCommandOutput;
  /** Addresses of the copies by those of the build account. */
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * Registers a version in the group of a stage's account, waiting for approval. One that is there with the same origin and the same content
 * is taken, whoever has registered it: a promotion that was cut off, or an earlier one of the same version.
 */
export async function registerVersion(
  client: SageMakerClient,
  registration: Registration,
): Promise<{ readonly release: string } | Hindrance> {
  const there = await registered(client, registration);
  if (there !== undefined) return { release: there };
  const properties = propertiesOf(registration);
  const count = Object.keys(properties).length;
  if (count > MOST_PROPERTIES)
    return {
      hindrance: `The version would have ${count} properties; allowed: ${MOST_PROPERTIES}; build it with fewer.`,
    };
  const { described, addresses, group, copied, promotion } = registration;
  const { MetadataProperties, Domain, Task, ModelCard } = described;
  const { ModelPackageArn } = await client.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: group,
      ModelPackageDescription: descriptionOf(promotion.source),
      ModelApprovalStatus: "PendingManualApproval",
      ...relocated(partsOf(described), addresses),
      ...{ MetadataProperties, Domain, Task },
      ...(ModelCard === undefined ? {} : { ModelCard }),
      CustomerMetadataProperties: properties,
      ClientToken: tokenOf(promotion.source, copied.digest),
    }),
  );
  if (ModelPackageArn === undefined) throw new Error(`${promotion.source} was registered without an answer`);
  return { release: ModelPackageArn };
}

/** Description by which a list shows where a version comes from. */
const descriptionOf = (source: string): string => `Promoted from ${source}`;

/** The same for the same version with the same content: a repeated call registers nothing twice. */
const tokenOf = (source: string, digest: string): string =>
  createHash("sha256").update(`${source} ${digest}`).digest("hex").slice(0, 36);

function propertiesOf({ described, promotion, copied }: Registration): Record<string, string> {
  return {
    ...described.CustomerMetadataProperties,
    ...(promotion.commit === undefined ? {} : { commit: promotion.commit }),
    [ORIGIN]: promotion.source,
    [ORIGIN_PROPERTIES.promotion]: promotion.id,
    [ORIGIN_PROPERTIES.digest]: copied.digest,
    // A value has 256 characters at most.
    ...(copied.manifest.length > 256 ? {} : { [ORIGIN_PROPERTIES.manifest]: copied.manifest }),
  };
}

/** ARN of the version that has the same origin and content. */
async function registered(
  client: SageMakerClient,
  { promotion, copied, group }: Registration,
): Promise<string | undefined> {
  const summaries = await allPages(
    (NextToken) =>
      client.send(new ListModelPackagesCommand({ ModelPackageGroupName: group, MaxResults: 100, NextToken })),
    ({ ModelPackageSummaryList }) => ModelPackageSummaryList,
  );
  const candidates = summaries.filter(
    ({ ModelPackageDescription: description }) => description === descriptionOf(promotion.source),
  );
  for (const { ModelPackageArn } of candidates) {
    const { CustomerMetadataProperties: found = {} } = await client.send(
      new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn }),
    );
    if (found[ORIGIN] === promotion.source && found[ORIGIN_PROPERTIES.digest] === copied.digest) return ModelPackageArn;
  }
  return undefined;
}
