import type { AiopsScopeName } from "./action-groups";
import type { Place, Subject } from "./scopes";
import type { Block } from "./stack-json";

/** Resources that statements about the types of the layers `aiops` and `automation` name. */
export const AIOPS_SCOPES: Readonly<Record<AiopsScopeName, (subject: Subject) => string[]>> = {
  identityProvider: ({ place, block }) => [iam(place, `oidc-provider/${own(block, "url").replace(/^https:\/\//, "")}`)],
  managedPolicy: ({ place, block }) => [iam(place, `policy/${own(block, "name")}`)],
  modelPackageGroup: (subject) => [
    regional(
      subject.place,
      "sagemaker",
      // SageMaker writes the names of groups in small letters in their ARNs.
      `model-package-group/${referred(subject, "model_package_group_name").toLowerCase()}`,
    ),
  ],
  imageRepository: (subject) => [
    regional(subject.place, "ecr", `repository/${referred(subject, "repository", "name")}`),
  ],
  parameter: ({ place, block }) => [regional(place, "ssm", `parameter${own(block, "name")}`)],
  // Ids of sinks and links are AWS's.
  sinks: ({ place }) => [regional(place, "oam", "sink/*")],
  sinksAnywhere: ({ place }) => [`arn:${place.partition}:oam:${place.region}:*:sink/*`],
  links: ({ place }) => [regional(place, "oam", "link/*")],
  eventBus: (subject) => [
    regional(subject.place, "events", `event-bus/${referred(subject, "event_bus_name", "name")}`),
  ],
  roleOfTarget: ({ block }) => [own(block, "role_arn")],
};

function iam({ partition, accountId }: Place, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

function regional({ partition, region, accountId }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** Value of an argument; of a reference to another resource of the stack, that resource's argument of the name `of`. */
function referred({ stack, block }: Subject, argument: string, of = argument): string {
  const value = String(block[argument] ?? block[of]);
  const reference = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(value);
  return reference === null ? value : own(stack.resource?.[reference[1]]?.[reference[2]] ?? {}, of);
}

function own(block: Block, argument: string): string {
  const value = block[argument];
  if (typeof value !== "string") throw new Error(`expected a text as ${argument}, got ${JSON.stringify(value)}`);
  return value;
}
