import type { Principal } from "./model";
import { PolicyProblem, Unknown } from "./verdict";

/**
 * Grants of a resource-based policy by who is named, which decides what else limits the caller in the same account:
 * - `direct`: everybody, a user, a session, a service: nothing limits it;
 * - `role`: boundary and session policies do;
 * - `account`: the account's own policies decide.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Way = "direct" | "role" | "account";

/** Principal or NotPrincipal element of a statement, compiled. */
export interface PrincipalElement {
  readonly everybody: boolean;
  /** ARNs and account numbers by type: AWS, Service, Federated. */
  readonly named: Readonly<Record<"AWS" | "Service" | "Federated", ReadonlySet<string>>>;
  /** Names a canonical user of S3, whose account the emulator does not know. */
  readonly canonical: boolean;
}

const TYPES = ["AWS", "Service", "Federated", "CanonicalUser"];
const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:[^:]+:(iam|sts)::\d{12}:(root$|user\/|role\/|assumed-role\/|federated-user\/)/;
// What is left in a policy of a principal that was deleted; it names nobody.
const UNIQUE_ID = /^A[A-Z0-9]{15,}$/;

/**
 * Compiles a Principal element.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 *
 * @param element `*`, or lists of names by type.
 * @throws PolicyProblem for a type or a name that IAM does not take.
 */
export function principalElement(element: "*" | Readonly<Record<string, readonly string[]>>): PrincipalElement {
  const lists = element === "*" ? { AWS: ["*"] } : element;
  for (const [type, names] of Object.entries(lists)) {
    if (!TYPES.includes(type)) throw new PolicyProblem(`principals of type ${type} are not known`);
    for (const name of names) checkName(type, name);
  }
  const set = (type: string) => new Set((lists as Record<string, readonly string[] | undefined>)[type] ?? []);
  const named = { AWS: set("AWS"), Service: set("Service"), Federated: set("Federated") };
  return { everybody: named.AWS.has("*"), named, canonical: "CanonicalUser" in lists };
}

/** Way in which a Principal element names somebody; undefined when it does not. */
export function wayOf(element: PrincipalElement, principal: Principal): Way | Unknown | undefined {
  const { everybody, named, canonical } = element;
  if (everybody || named.Service.has(principal.service ?? "")) return "direct";
  if (principal.kind === "federated") return named.Federated.has(principal.arn) ? "direct" : undefined;
  if (principal.accountId === undefined) return undefined;
  if (principal.kind !== "root" && named.AWS.has(principal.callerArn)) return "direct";
  if (principal.kind === "role-session" && named.AWS.has(principal.arn)) return "role";
  if (namesAccount(named.AWS, principal.accountId)) return "account";
  return canonical ? new Unknown("a principal of type CanonicalUser cannot be compared") : undefined;
}

/**
 * Judgement of a NotPrincipal element: whether its denial reaches somebody. It spares whom it names together with the
 * account, and for a session with the role; with less, "the policy might deny access to the entire account". It always
 * reaches who has a permissions boundary.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isReached(element: PrincipalElement, principal: Principal, bounded: boolean): boolean | Unknown {
  if (bounded) return true;
  const way = wayOf(element, principal);
  if (way === undefined || way instanceof Unknown) return way ?? true;
  if (element.everybody || principal.accountId === undefined || principal.kind === "root") return false;
  const { AWS } = element.named;
  const spared =
    namesAccount(AWS, principal.accountId) &&
    AWS.has(principal.callerArn) &&
    (principal.kind !== "role-session" || AWS.has(principal.arn));
  return spared
    ? false
    : new Unknown("NotPrincipal names the caller, but not each of its session, its role (or user) and its account");
}

function namesAccount(names: ReadonlySet<string>, accountId: string): boolean {
  return names.has(accountId) || [...names].some((name) => name.endsWith(`::${accountId}:root`));
}

function checkName(type: string, name: string): void {
  if (type !== "AWS") {
    if (name === "" || /[*?]/.test(name)) throw new PolicyProblem(`"${name}" is no principal of type ${type}`);
    return;
  }
  if (name === "*" || ACCOUNT.test(name) || UNIQUE_ID.test(name)) return;
  // "You cannot use a wildcard to match part of a principal name or ARN."
  if (!ARN.test(name) || /[*?]/.test(name)) throw new PolicyProblem(`"${name}" is no principal`);
}
