import type { MotoProxy } from "../../moto-proxy";
import type { Store } from "../../store";
import type { NamedPolicy } from "../model";
import type {
  BucketFacts,
  Facts,
  KeyFacts,
  NetworkFacts,
  ParameterFacts,
  Place,
  PrincipalFacts,
  ResourceFacts,
} from "./facts";
import { functionFacts } from "./function-facts";
import type { OrganizationFacts } from "./facts";

/** A policy as moto has it. */
interface TextPolicy {
  readonly name: string;
  readonly document: string;
}

interface RawPrincipal {
  readonly arn: string;
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly trust?: string;
  readonly identity: readonly TextPolicy[];
  readonly boundary?: TextPolicy;
}

/** Services whose changes can change an answer, by what the answer is about. */
const DEPENDS_ON = {
  role: "iam",
  user: "iam",
  policy: "iam",
  organization: "organizations",
  key: "kms",
  bucket: "s3",
  object: "s3-objects",
  ec2: "ec2",
  queue: "sqs",
  topic: "sns",
  parameter: "ssm",
  "log-group": "logs",
} as const;

/**
 * Facts that moto holds, asked through its server's `/_moto/facts`. Answers are kept until a call changes the service in
 * the account (of objects: in the bucket), since every call passes the emulator.
 */
export class MotoFacts implements Facts {
  questions = 0;
  /** Answers by service and account, and in it by question. */
  private readonly kept = new Map<string, Map<string, Promise<unknown>>>();

  constructor(
    private readonly moto: MotoProxy,
    private readonly store: Store,
    private readonly bucketPolicy: (bucket: string) => string | undefined,
    /** Organization that accounts are in where moto has none. */
    private readonly assumed: (account: string) => OrganizationFacts | undefined,
  ) {}

  role(account: string, name: string): Promise<PrincipalFacts | undefined> {
    return this.ask(account, { about: "role", account, name }, principal);
  }

  user(account: string, name: string): Promise<PrincipalFacts | undefined> {
    return this.ask(account, { about: "user", account, name }, principal);
  }

  managedPolicy(account: string, arn: string): Promise<NamedPolicy | undefined> {
    return this.ask(account, { about: "policy", account, arn }, policy);
  }

  async organization(account: string): Promise<OrganizationFacts | undefined> {
    const found = await this.ask(EVERYBODY, { about: "organization", account }, organization);
    return found ?? this.assumed(account);
  }

  key(key: string, { account, region }: Place): Promise<KeyFacts | undefined> {
    return this.ask(account, { about: "key", account, region, key }, keyFacts);
  }

  async bucket(name: string): Promise<BucketFacts | undefined> {
    // Names of buckets are global, and so is what is kept of them.
    const found = await this.ask(EVERYBODY, { about: "bucket", name }, (raw) => raw as BucketFacts);
    const document = this.bucketPolicy(name);
    if (found === undefined || document === undefined) return found;
    return { ...found, policy: { name: `arn:aws:s3:::${name}`, document: parsed(document) } };
  }

  objectKey(bucket: string, key: string): Promise<string | undefined> {
    return this.ask(bucket, { about: "object", bucket, key }, (raw) => (raw as { key: string }).key);
  }

  async network(ids: readonly string[], { account, region }: Place): Promise<NetworkFacts> {
    const found = await this.ask(account, { about: "ec2", account, region, ids }, (raw) => raw as NetworkFacts);
    return found ?? { tags: {}, tables: {} };
  }

  queue(name: string, { account, region }: Place): Promise<ResourceFacts | undefined> {
    const arn = `arn:aws:sqs:${region}:${account}:${name}`;
    return this.ask(account, { about: "queue", account, region, name }, (raw) => resource(raw, arn));
  }

  topic(arn: string, { account, region }: Place): Promise<ResourceFacts | undefined> {
    return this.ask(account, { about: "topic", account, region, arn }, (raw) => resource(raw, arn));
  }

  parameter(name: string, { account, region }: Place): Promise<ParameterFacts | undefined> {
    return this.ask(account, { about: "parameter", account, region, name }, (raw) => raw as ParameterFacts);
  }

  logGroup(name: string, { account, region }: Place): Promise<ResourceFacts | undefined> {
    return this.ask(account, { about: "log-group", account, region, name }, (raw) => resource(raw, name));
  }

  fn(arn: string): ResourceFacts | undefined {
    return functionFacts(this.store, arn);
  }

  changed(service: string, account: string): void {
    // An account that an organization makes comes with a role.
    if (service === "organizations") this.forget();
    for (const owner of [account, EVERYBODY]) this.kept.delete(`${service}/${owner}`);
  }

  forget(): void {
    this.kept.clear();
  }

  /** @param account in which a change makes the answer old; a bucket, for its objects */
  private ask<T>(account: string, question: Question, read: (raw: unknown) => T): Promise<T | undefined> {
    const answer = async (): Promise<T | undefined> => {
      this.questions += 1;
      const raw = await this.moto.facts(question);
      return raw === undefined ? undefined : read(raw);
    };
    const place = `${DEPENDS_ON[question.about]}/${account}`;
    const answers = this.kept.get(place) ?? new Map<string, Promise<unknown>>();
    this.kept.set(place, answers);
    const id = JSON.stringify(question);
    let known = answers.get(id) as Promise<T | undefined> | undefined;
    if (known === undefined) {
      known = answer();
      answers.set(id, known);
      known.catch(() => answers.delete(id));
    }
    return known;
  }
}

/** A question to moto: what it is about, and where. */
interface Question {
  readonly about: keyof typeof DEPENDS_ON;
  readonly [parameter: string]: unknown;
}

/** Answers that calls of any account can change. */
const EVERYBODY = "*";

const parsed = (document: string): unknown => {
  try {
    return JSON.parse(document);
  } catch {
    return document; // not understood, which the evaluator refuses
  }
};

const policy = (raw: unknown): NamedPolicy => {
  const { name, document } = raw as TextPolicy;
  return { name, document: parsed(document) };
};

function principal(raw: unknown): PrincipalFacts {
  const { arn, id, tags, trust, identity, boundary } = raw as RawPrincipal;
  return {
    arn,
    id,
    tags,
    identity: identity.map(policy),
    ...(boundary === undefined ? {} : { boundary: policy(boundary) }),
    ...(trust === undefined ? {} : { trust: { name: arn, document: parsed(trust) } }),
  };
}

function organization(raw: unknown): OrganizationFacts {
  const found = raw as Omit<OrganizationFacts, "serviceControl"> & { serviceControl: TextPolicy[][] };
  return { ...found, serviceControl: found.serviceControl.map((level) => level.map(policy)) };
}

function keyFacts(raw: unknown): KeyFacts {
  const found = raw as Omit<KeyFacts, "policy"> & { policy: string };
  return { ...found, policy: { name: found.arn, document: parsed(found.policy) } };
}

function resource(raw: unknown, name: string): ResourceFacts {
  const { policy: document, tags, key } = raw as { policy?: string; tags: Record<string, string>; key?: string };
  return { tags, ...(key ? { key } : {}), ...(document ? { policy: { name, document: parsed(document) } } : {}) };
}
