import { applies, compileDocument } from "./document";
import type { DocumentForm } from "./document-syntax";
import type { AccessRequest, Decision, NamedPolicy, PolicyKind, PolicySet, Refusal, StatementReference } from "./model";
import type { Way } from "./principals";
import { Unknown } from "./verdict";

/** A statement that applies to the request, or may. */
interface Found {
  readonly by: StatementReference;
  readonly way?: Way;
  /** @default - it applies */
  readonly unknown?: string;
}

/** Policies of one kind: what in them allows and what denies. */
interface Layer {
  readonly kind: PolicyKind;
  readonly allows: readonly Found[];
  readonly denies: readonly Found[];
}

/** Operations that no policy decides about: https://docs.aws.amazon.com/STS/latest/APIReference/ (GetCallerIdentity, GetSessionToken). */
const WITHOUT_PERMISSION = new Set(["sts:getcalleridentity", "sts:getsessiontoken"]);

/**
 * Judges a request as IAM does: an explicit denial anywhere decides; then every kind of policy that limits has to allow;
 * then one that grants has to.
 *
 * In the same account: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
 * in another: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  const action = request.action.toLowerCase();
  if (WITHOUT_PERMISSION.has(action)) return { allowed: true, by: [] };
  const layers = layersOf(request, policies);
  const denied = explicitDenial(layers.all) ?? uncertainDenial(layers.all);
  if (denied !== undefined) return denied;
  for (const limit of layers.limits) if (!certain(limit)) return missing(limit);
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (request.principal.kind === "root" && action === "sts:assumerole")
    return {
      allowed: false,
      reason: "implicit-deny",
      kind: "resource",
      detail: "Roles may not be assumed by root accounts.",
    };
  return (
    ungranted(request, policies, layers) ?? {
      allowed: true,
      by: layers.all.flatMap(({ allows }) => allows.filter(isCertain).map(({ by }) => by)),
    }
  );
}

interface Layers {
  readonly all: readonly Layer[];
  readonly limits: readonly Layer[];
  readonly resource: Layer;
  readonly identity: Layer;
  readonly narrowing: readonly Layer[];
}

function layersOf(request: AccessRequest, policies: PolicySet): Layers {
  const { boundary, session = [], vpcEndpoint, resource, identity, serviceControl = [] } = policies;
  const { kind } = request.principal;
  // Policies of an identity and what narrows them belong to users and roles.
  const ofIdentity = kind === "user" || kind === "role-session";
  const bounded = ofIdentity && boundary !== undefined;
  const layer = (of: PolicyKind, documents: readonly NamedPolicy[]) => layerOf(of, documents, request, bounded);
  const optional = (of: PolicyKind, document: NamedPolicy | undefined) =>
    document === undefined ? [] : [layer(of, [document])];
  const limits = [
    ...(underServiceControl(request) ? serviceControl.map((level) => layer("service-control", level)) : []),
    ...optional("vpc-endpoint", vpcEndpoint),
  ];
  const resourceLayer = layer("resource", resource === undefined ? [] : [resource]);
  const identityLayer = layer("identity", ofIdentity ? identity : []);
  const narrowing = ofIdentity
    ? [...optional("boundary", boundary), ...(session.length === 0 ? [] : [layer("session", session)])]
    : [];
  const all = [...limits, resourceLayer, identityLayer, ...narrowing];
  return { all, limits, resource: resourceLayer, identity: identityLayer, narrowing };
}

/**
 * Service control policies are about users, roles and the root user of an account, not about services, nor about their
 * linked roles.
 *
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function underServiceControl({ principal }: AccessRequest): boolean {
  return principal.accountId !== undefined && !principal.arn.includes(":role/aws-service-role/");
}

function layerOf(kind: PolicyKind, policies: readonly NamedPolicy[], request: AccessRequest, bounded: boolean): Layer {
  const allows: Found[] = [];
  const denies: Found[] = [];
  const form: DocumentForm = kind === "resource" || kind === "vpc-endpoint" ? "resource" : "identity";
  for (const { name, document } of policies) {
    const compiled = compileDocument(document, form);
    // What is not understood may deny.
    if ("problem" in compiled)
      denies.push({ by: { kind, policy: name, index: compiled.index }, unknown: compiled.problem });
    else
      for (const statement of compiled.statements) {
        const { verdict, way } = applies(statement, request, bounded);
        if (verdict === false) continue;
        const { index, sid, effect } = statement;
        (effect === "Allow" ? allows : denies).push({
          by: { kind, policy: name, index, ...(sid === undefined ? {} : { sid }) },
          way,
          ...(verdict instanceof Unknown ? { unknown: verdict.detail } : {}),
        });
      }
  }
  return { kind, allows, denies };
}

function explicitDenial(layers: readonly Layer[]): Refusal | undefined {
  for (const { kind, denies } of layers) {
    const found = denies.find(isCertain);
    if (found !== undefined) return { allowed: false, reason: "explicit-deny", kind, by: found.by };
  }
  return undefined;
}

function uncertainDenial(layers: readonly Layer[]): Refusal | undefined {
  const [found] = layers.flatMap(({ denies }) => denies);
  return found === undefined ? undefined : unknown(found);
}

/** Refusal for want of a grant; undefined when the request is granted. */
function ungranted(request: AccessRequest, policies: PolicySet, layers: Layers): Refusal | undefined {
  const { resource, identity, narrowing } = layers;
  const { kind, accountId } = request.principal;
  const ways = new Set(resource.allows.filter(isCertain).map(({ way }) => way));
  const sameAccount = accountId !== undefined && accountId === request.resourceAccountId;
  const needsResource = accountId === undefined || !sameAccount || policies.resourceMustAllow === true;
  if (kind !== "user" && kind !== "role-session")
    return needsResource && ways.size === 0 ? missing(resource) : undefined;
  if (policies.resourceMustAllow === true && ways.size === 0) return missing(resource);
  if (sameAccount && ways.has("direct")) return undefined;
  if (!certain(identity) && !(sameAccount && ways.has("role")))
    return missing(identity, ...(sameAccount ? [resource] : []));
  for (const limit of narrowing) if (!certain(limit)) return missing(limit, ...(sameAccount ? [resource] : []));
  return needsResource && ways.size === 0 ? missing(resource) : undefined;
}

/** Refusal because a kind of policy does not allow; or because it, or another that would do, only may allow. */
function missing({ kind, allows }: Layer, ...others: readonly Layer[]): Refusal {
  const uncertain = [...allows, ...others.flatMap((other) => other.allows)].find((found) => !isCertain(found));
  return uncertain === undefined ? { allowed: false, reason: "implicit-deny", kind } : unknown(uncertain);
}

function unknown({ by, unknown: detail }: Found): Refusal {
  return { allowed: false, reason: "unknown", kind: by.kind, by, detail };
}

const isCertain = (found: Found): boolean => found.unknown === undefined;
const certain = ({ allows }: Layer): boolean => allows.some(isCertain);
