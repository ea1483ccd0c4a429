/**
 * The language between the parts of IAM in the emulator: `requests/` says what a call needs, `policies/` finds the
 * documents that decide, `evaluate.ts` judges, `wording.ts` answers as AWS does.
 *
 * Evaluation logic: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */

/** Somebody who makes a call, as IAM sees it. */
export interface Principal {
  /** `federated`: who has a token of an identity provider and no credentials of AWS yet, as in AssumeRoleWithWebIdentity. */
  readonly kind: "role-session" | "user" | "root" | "service" | "federated" | "anonymous";
  /**
   * ARN as `aws:PrincipalArn` has it: of the role (with its path), not of its session; empty for services. For
   * `federated` the ARN or the name of the identity provider, as a trust policy names it.
   */
  readonly arn: string;
  /** ARN as refusals name it: `arn:aws:sts::1:assumed-role/Name/session` for a session. */
  readonly callerArn: string;
  /** Account of the principal; undefined for an AWS service. */
  readonly accountId?: string;
  /** Name of an AWS service that calls, as in `datazone.amazonaws.com`. @default - not a service */
  readonly service?: string;
}

/** Values of condition keys, in lower case of their names; a list is a multivalued key, an absent name an absent key. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One action on one resource that a call needs. */
export interface AccessRequest {
  readonly principal: Principal;
  /** `<service prefix>:<Action>`, as the service authorization reference spells it. */
  readonly action: string;
  /** ARN of the resource, or `*` where the action has none. */
  readonly resource: string;
  /**
   * Account that owns the resource; decides whether both sides have to allow. For a resource that is shared through RAM
   * the other side is the policy that RAM writes: give it as `resource` of the policies.
   */
  readonly resourceAccountId: string;
  readonly context: ConditionContext;
}

/** A policy document with what refusals and the report of unused grants call it. */
export interface NamedPolicy {
  /** Name of an inline policy, or ARN of a managed one. */
  readonly name: string;
  /** The document, parsed or as JSON text. An object must not change afterwards: it is compiled once. */
  readonly document: unknown;
}

/** Every policy that takes part in one decision. */
export interface PolicySet {
  /** Inline and attached policies of the principal. */
  readonly identity: readonly NamedPolicy[];
  /** @default - no permissions boundary */
  readonly boundary?: NamedPolicy;
  /** Policies of the session, as AssumeRole got them; with none the session is not narrowed. @default [] */
  readonly session?: readonly NamedPolicy[];
  /**
   * Service control policies by level, from the root of the organization to the account; none of the management account.
   *
   * @default - none is in force
   */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** Policy of the VPC endpoint that the call came through. @default - it came through none */
  readonly vpcEndpoint?: NamedPolicy;
  /** Policy of the resource. @default - the resource has none */
  readonly resource?: NamedPolicy;
  /** Resource types whose policy must allow even in the same account: KMS keys, and trust policies of roles. @default false */
  readonly resourceMustAllow?: boolean;
}

/** Kinds of policies, as a decision names them. */
export type PolicyKind = "identity" | "boundary" | "session" | "service-control" | "vpc-endpoint" | "resource";

/** A statement that took part in a decision. */
export interface StatementReference {
  readonly kind: PolicyKind;
  readonly policy: string;
  /** Position in the document, from 0. */
  readonly index: number;
  /** @default - the statement has none */
  readonly sid?: string;
}

/** Judgement that lets a request pass. */
export interface Allowance {
  readonly allowed: true;
  /** Every statement that allows it, of every kind of policy: the unused ones are those that are never here. */
  readonly by: readonly StatementReference[];
}

/** Judgement that does not. */
export interface Refusal {
  readonly allowed: false;
  /** `unknown`: a document holds what the evaluator does not know; it never guesses "allowed". */
  readonly reason: "explicit-deny" | "implicit-deny" | "unknown";
  /** Kind of policy that denies, or that has no statement which allows. */
  readonly kind: PolicyKind;
  /** Statement that denies, or that is not understood. @default - nothing allows */
  readonly by?: StatementReference;
  /** Part of the document that is not understood, for `unknown`; words of the service's own rule otherwise. */
  readonly detail?: string;
}

/** Judgement of one request. */
export type Decision = Allowance | Refusal;
