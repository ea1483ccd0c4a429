import { canonicalJson } from "../../contracts/canonical-json";

/** File or folder of a version in S3. */
export interface Artifact {
  /** Member of the version that names it: `InferenceSpecification.Containers[0].ModelDataUrl`. */
  readonly member: string;
  readonly uri: string;
  /** A folder holds everything whose key begins with the address. */
  readonly kind: "object" | "folder";
  /** Entity tag that the registry has noted; absent where it has none. */
  readonly etag?: string;
}

/** A version of a model package as the registry describes it now. */
export interface PackageView {
  /** ARN of the very version. */
  readonly release: string;
  readonly version: number;
  /** Registration: only `Completed` is complete. */
  readonly status: string;
  readonly approval: string | undefined;
  readonly lifeCycle?: { readonly stage: string; readonly status: string };
  /**
   * Names of who changed it last, which is who approved it where nothing was changed since.
   *
   * Source: botocore, sagemaker, DescribeModelPackage (`LastModifiedBy`); the registry keeps no approver of its own.
   */
  readonly changedBy: readonly string[];
  readonly changedAt?: string;
  /** Names of who registered it: mostly the role of a pipeline. */
  readonly madeBy: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly commit?: string;
  readonly reports: { readonly bias: boolean; readonly explainability: boolean };
  readonly hasModelCard: boolean;
  readonly artifacts: readonly Artifact[];
  /** Addresses of container images, with digests where the registry has them. */
  readonly images: readonly string[];
}

/** Property that only versions carry which a promotion has made: they are never promoted again. */
export const ORIGIN = "smus:source";

/** Digest of everything that gates and people decide on: a version that was changed since is another one. */
export function contentOf(view: PackageView): string {
  const { artifacts, images, reports, hasModelCard, properties } = view;
  const facts = Object.fromEntries(
    Object.entries(properties).filter(([name]) => name.startsWith("metric.") || FACTS.has(name)),
  );
  return canonicalJson({ artifacts, images, reports, hasModelCard, facts });
}

const FACTS: ReadonlySet<string> = new Set(["author", "baseModel", "commit", "licence"]);

const VERSION =
  /^arn:aws[a-z-]*:sagemaker:(?<region>[a-z0-9-]+):(?<account>\d{12}):model-package\/(?<group>[A-Za-z0-9](?:-*[A-Za-z0-9]){0,62})\/(?<version>[1-9]\d{0,8})$/;
const DATA =
  /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(?<useCase>[a-z0-9-]+)\/releases\/(?<digest>[0-9a-f]{64})\/manifest\.json$/;

/** Exact release, from its address. */
export type Release =
  | {
      readonly kind: "package";
      readonly region: string;
      readonly account: string;
      readonly group: string;
      readonly version: number;
    }
  | { readonly kind: "data"; readonly bucket: string; readonly useCase: string; readonly digest: string };

/** A release by its address; nothing where the address names no exact one. */
export function parseRelease(address: string): Release | undefined {
  const version = VERSION.exec(address)?.groups;
  if (version !== undefined) {
    const { region, account, group } = version;
    return { kind: "package", region, account, group, version: Number(version.version) };
  }
  const data = DATA.exec(address)?.groups;
  return data && { kind: "data", bucket: data.bucket, useCase: data.useCase, digest: data.digest };
}
