import type {
  BucketFacts,
  Facts,
  KeyFacts,
  NetworkFacts,
  OrganizationFacts,
  ParameterFacts,
  PrincipalFacts,
  ResourceFacts,
} from "../../../../packages/emulator/iam/policies/facts";

/** Facts in memory, by name, as a test writes them down. */
export interface WrittenFacts {
  readonly roles?: Readonly<Record<string, PrincipalFacts>>;
  readonly users?: Readonly<Record<string, PrincipalFacts>>;
  readonly organizations?: Readonly<Record<string, OrganizationFacts>>;
  readonly keys?: Readonly<Record<string, KeyFacts>>;
  readonly buckets?: Readonly<Record<string, BucketFacts>>;
  readonly objects?: Readonly<Record<string, string>>;
  readonly network?: NetworkFacts;
  readonly parameters?: Readonly<Record<string, ParameterFacts>>;
  readonly functions?: Readonly<Record<string, ResourceFacts>>;
  readonly queues?: Readonly<Record<string, ResourceFacts>>;
}

/** Facts that answer with what a test has written down, and with nothing else. */
export function knownFacts(written: WrittenFacts = {}): Facts {
  const { roles, users, organizations, keys, buckets, objects, network, parameters, functions, queues } = written;
  return {
    role: (account, name) => Promise.resolve(roles?.[`${account}/${name}`]),
    user: (account, name) => Promise.resolve(users?.[`${account}/${name}`]),
    managedPolicy: () => Promise.resolve(undefined),
    organization: (account) => Promise.resolve(organizations?.[account]),
    key: (key) => Promise.resolve(keys?.[key]),
    bucket: (name) => Promise.resolve(buckets?.[name]),
    objectKey: (bucket, key) => Promise.resolve(objects?.[`${bucket}/${key}`]),
    network: () => Promise.resolve(network ?? { tags: {}, tables: {} }),
    queue: (name) => Promise.resolve(queues?.[name]),
    topic: () => Promise.resolve(undefined),
    parameter: (name) => Promise.resolve(parameters?.[name]),
    logGroup: () => Promise.resolve(undefined),
    fn: (arn) => functions?.[arn],
    changed: () => undefined,
    questions: 0,
    forget: () => undefined,
  };
}
