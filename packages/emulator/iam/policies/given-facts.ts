import type { Store } from "../../store";
import type { NamedPolicy } from "../model";
import type { Facts, NetworkFacts, OrganizationFacts, PrincipalFacts, ResourceFacts } from "./facts";
import { functionFacts } from "./function-facts";

/** Policies of AWS's AdministratorAccess. @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
const ADMINISTRATOR_ACCESS: NamedPolicy = {
  name: "arn:aws:iam::aws:policy/AdministratorAccess",
  document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

/** A role as the options of an emulator without moto give it. */
export interface GivenRole {
  readonly policies: readonly NamedPolicy[];
  /** @default - none */
  readonly boundary?: NamedPolicy;
  /** @default - everybody in the account, and every service */
  readonly trust?: NamedPolicy;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Facts of an emulator without moto, where nobody makes roles: those that its options give, by ARN; any other role is an
 * administrator of its account, as documented. Keys, buckets and the like do not exist.
 */
export class GivenFacts implements Facts {
  readonly questions = 0;
  constructor(
    private readonly store: Store,
    private readonly roles: Readonly<Record<string, GivenRole>>,
    private readonly assumed: (account: string) => OrganizationFacts | undefined,
  ) {}

  role(account: string, name: string): Promise<PrincipalFacts | undefined> {
    const found = Object.entries(this.roles).find(
      ([arn]) => arn.split(":")[4] === account && arn.split("/").pop() === name,
    );
    const arn = found?.[0] ?? `arn:aws:iam::${account}:role/${name}`;
    const { policies = [ADMINISTRATOR_ACCESS], boundary, trust = openTrust(arn), tags = {} } = found?.[1] ?? {};
    return Promise.resolve({ arn, id: `AROA${name}`, tags, identity: policies, boundary, trust });
  }

  user(): Promise<undefined> {
    return NOTHING;
  }

  managedPolicy(): Promise<undefined> {
    return NOTHING;
  }

  organization(account: string): Promise<OrganizationFacts | undefined> {
    return Promise.resolve(this.assumed(account));
  }

  key(): Promise<undefined> {
    return NOTHING;
  }

  bucket(): Promise<undefined> {
    return NOTHING;
  }

  objectKey(): Promise<undefined> {
    return NOTHING;
  }

  network(): Promise<NetworkFacts> {
    return Promise.resolve({ tags: {}, tables: {} });
  }

  queue(): Promise<undefined> {
    return NOTHING;
  }

  topic(): Promise<undefined> {
    return NOTHING;
  }

  parameter(): Promise<undefined> {
    return NOTHING;
  }

  logGroup(): Promise<undefined> {
    return NOTHING;
  }

  fn(arn: string): ResourceFacts | undefined {
    return functionFacts(this.store, arn);
  }

  changed(): void {
    // nothing is kept
  }

  forget(): void {
    // nothing is kept
  }
}

const NOTHING = Promise.resolve(undefined);

const trusts = new Map<string, NamedPolicy>();

/** Everybody of the role's account, and services: without moto nobody could write another trust. */
function openTrust(arn: string): NamedPolicy {
  const known = trusts.get(arn);
  if (known !== undefined) return known;
  const account = arn.split(":")[4];
  const services = ["datazone.amazonaws.com", "lambda.amazonaws.com"];
  const Principal = { AWS: `arn:aws:iam::${account}:root`, Service: services };
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:*" }] };
  const trust = { name: arn, document };
  trusts.set(arn, trust);
  return trust;
}
