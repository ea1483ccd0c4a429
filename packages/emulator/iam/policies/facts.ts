import type { NamedPolicy } from "../model";

/** A user or role: who it is, and what it may do. */
export interface PrincipalFacts {
  /** With its path. */
  readonly arn: string;
  /** Unique id, as in `aws:userid`. */
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** Of roles. */
  readonly trust?: NamedPolicy;
}

/** An account's place in its organization. */
export interface OrganizationFacts {
  readonly id: string;
  readonly managementAccount: string;
  /** As `aws:PrincipalOrgPaths` has it; empty where nobody knows the units. */
  readonly path: string;
  /** From the root to the account; empty where none is in force. */
  readonly serviceControl: readonly (readonly NamedPolicy[])[];
}

/** A key of KMS. */
export interface KeyFacts {
  readonly arn: string;
  readonly policy: NamedPolicy;
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** True for AWS's own keys, such as `aws/s3`. */
  readonly managed: boolean;
}

/** A bucket of S3. */
export interface BucketFacts {
  readonly account: string;
  readonly region: string;
  readonly policy?: NamedPolicy;
  /** Key of the default encryption. @default - AWS's own */
  readonly key?: string;
  /** Objects of the bucket share data keys. */
  readonly bucketKey: boolean;
  readonly algorithm?: string;
}

/** A resource with a policy and tags. */
export interface ResourceFacts {
  readonly policy?: NamedPolicy;
  /** Key that encrypts it, by id, ARN or alias. @default - the service's own */
  readonly key?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags of resources of EC2 by id, and route tables of associations. */
export interface NetworkFacts {
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly tables: Readonly<Record<string, string>>;
}

/** A parameter of SSM: its type, and the key of a secret one. */
export interface ParameterFacts {
  readonly type: string;
  readonly key?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Account and Region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Everything that decides on calls, as the services hold it at the moment; undefined for what does not exist. */
export interface Facts {
  role(account: string, name: string): Promise<PrincipalFacts | undefined>;
  user(account: string, name: string): Promise<PrincipalFacts | undefined>;
  /** A managed policy by ARN, as sessions name them. */
  managedPolicy(account: string, arn: string): Promise<NamedPolicy | undefined>;
  organization(account: string): Promise<OrganizationFacts | undefined>;
  /** @param key id, ARN, alias or alias ARN */
  key(key: string, place: Place): Promise<KeyFacts | undefined>;
  bucket(name: string): Promise<BucketFacts | undefined>;
  /** Key that encrypts an object. */
  objectKey(bucket: string, key: string): Promise<string | undefined>;
  network(ids: readonly string[], place: Place): Promise<NetworkFacts>;
  queue(name: string, place: Place): Promise<ResourceFacts | undefined>;
  topic(arn: string, place: Place): Promise<ResourceFacts | undefined>;
  parameter(name: string, place: Place): Promise<ParameterFacts | undefined>;
  logGroup(name: string, place: Place): Promise<ResourceFacts | undefined>;
  /** A function, with the policy of a qualifier. */
  fn(arn: string): Promise<ResourceFacts | undefined> | ResourceFacts | undefined;
  /** Questions that were put to whoever holds the facts; answers that are kept cost nothing. */
  readonly questions: number;
  /** Told of each call that was carried out and may have changed something; of `s3-objects` by their bucket. */
  changed(service: string, account: string): void;
  /** Asks everything anew. */
  forget(): void;
}
