import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { keyAlias } from "../../contracts/names";
import type { Statement } from "../iam-policy";
import { EncryptionKey } from "../kms-key";
import { PrivateBucket } from "../private-bucket";
import { accountsOf, artifactKeyPolicy } from "./artifact-key-policy";

/** Roles of other accounts that read what a use case has built. */
export interface ArtifactReaders {
  readonly useCase: string;
  /** ARNs of roles. They need not exist yet: the policies name their accounts, and ask for the role by a condition. */
  readonly roleArns: readonly string[];
}

/** Properties of {@link ArtifactStore}. */
export interface ArtifactStoreProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces everything. */
  readonly prefix: string;
  /** Readers in other accounts, by use case. */
  readonly readers: readonly ArtifactReaders[];
  /** Refuse to destroy bucket and key. */
  readonly protect: boolean;
}

/**
 * Bucket of what use cases build and run in an account, each below its key, and the key that encrypts it.
 *
 * Creates an `aws_kms_key` with its alias, and the resources of a private bucket. Another account reads what its own stage of a use case
 * runs, and nothing else; nobody outside of the account writes.
 */
export class ArtifactStore extends Construct {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  /** Expression of the ARN of the key. */
  public readonly keyArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    super(scope, id);
    const { partition, accountId, region, prefix, protect } = props;
    const readers = props.readers.filter(({ roleArns }) => roleArns.length > 0);
    const key = new EncryptionKey(this, "Key", {
      alias: keyAlias(prefix, "artifacts"),
      description: "Artifacts of use cases, and messages about them",
      policy: artifactKeyPolicy({
        ...{ partition, accountId, region },
        readerArns: [...new Set(readers.flatMap(({ roleArns }) => roleArns))].sort(),
      }),
      protect,
    });
    const bucketName = AIOPS_NAMES.artifacts(prefix, accountId, region);
    const bucket = new PrivateBucket(this, "Bucket", {
      partition,
      bucketName,
      key: key.inUse,
      protect,
      statements: readers.flatMap((each) => readStatements(`arn:${partition}:s3:::${bucketName}`, each)),
    });
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.keyArn = key.arn;
    this.dependables = [...key.dependables, ...bucket.dependables];
  }
}

function readStatements(bucketArn: string, { useCase, roleArns }: ArtifactReaders): Statement[] {
  // Sids have letters and digits only.
  const name = useCase.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
  const principals = { AWS: accountsOf(roleArns) };
  const readers = { ArnEquals: { "aws:PrincipalArn": [...roleArns].sort() } };
  return [
    {
      sid: `Read${name}`,
      principals,
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [`${bucketArn}/${useCase}/*`],
      conditions: readers,
    },
    {
      sid: `List${name}`,
      principals,
      actions: ["s3:ListBucket"],
      resources: [bucketArn],
      conditions: { ...readers, StringLike: { "s3:prefix": `${useCase}/*` } },
    },
  ];
}
