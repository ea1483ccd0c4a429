import type { ConditionContext } from "../model";
import type { NetworkFacts } from "../policies/facts";
import { actionReference } from "../reference";
import { identifiersIn, NEW_TYPES, typeOfIdentifier } from "./ec2-identifiers";
import { arnPrefix, type Asked, list, type Need, type Target } from "./need";
import { requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "ec2";

/**
 * Needs of an operation of EC2, all of whose actions have the operation's name: the resources that its parameters name,
 * as far as the reference has them among the action's types, and what it makes. An action without types is on `*`.
 *
 * @returns undefined for an operation that the reference does not have, or of whose required types the request names none
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export async function ec2Needs(asked: Asked): Promise<readonly Need[] | undefined> {
  const action = `${PREFIX}:${asked.operation}`;
  const reference = actionReference(action);
  if (reference === undefined) return undefined;
  const context = regionKey(asked);
  if (reference.resourceTypes.length === 0) return [{ action, resource: "*", context }];
  const types = new Set(reference.resourceTypes.map(({ name }) => name));
  const named = (await namedTargets(asked)).filter(({ type }) => types.has(type));
  const made = NEW_TYPES[asked.operation];
  const created = made === undefined ? [] : [newTarget(asked, made)];
  const found = new Set([...named.map(({ type }) => type), ...(made === undefined ? [] : [made])]);
  const lacks = reference.resourceTypes.some(({ name, required }) => required && !found.has(name));
  if (lacks || found.size === 0) return undefined;
  return [
    ...named.map(({ target }): Need => ({ action, ...target })),
    ...created.map((target): Need => ({ action, ...target })),
    ...tagsOnCreation(asked),
  ];
}

const regionKey = ({ call }: Asked): ConditionContext => ({ "ec2:region": call.region });

/** Resources that the request names by id, with their tags. */
async function namedTargets(asked: Asked): Promise<{ type: string; target: Target }[]> {
  // Values of tags, filters and texts may look like ids.
  const { TagSpecification: _, Tag: _t, Filter: _f, Description: _d, ...parameters } = asked.input;
  const ids = identifiersIn(parameters);
  if (ids.length === 0) return [];
  const facts = await asked.facts.network(ids, asked.call);
  const tagging = asked.operation === "CreateTags" || asked.operation === "DeleteTags";
  const given = tagging ? requestTags(tagsOf(list(asked.input, "Tag"))) : {};
  const targets = ids.map((id) => {
    const named = facts.tables[id] ?? id; // an association is authorized on its route table
    const type = typeOfIdentifier(named);
    return { type, target: { resource: arn(asked, type, named), context: contextOf(asked, facts, named, given) } };
  });
  return targets.filter(({ type }) => type !== "");
}

function contextOf(asked: Asked, facts: NetworkFacts, id: string, given: ConditionContext): ConditionContext {
  const tags = facts.tags[id] ?? {};
  const own = Object.entries(tags).map(([key, value]) => [`ec2:resourcetag/${key.toLowerCase()}`, value]);
  return {
    ...regionKey(asked),
    ...resourceTags(tags),
    ...(Object.fromEntries(own) as ConditionContext),
    ...given,
  };
}

/** A resource that does not exist yet has no id, and the tags that it will have. */
function newTarget(asked: Asked, type: string): Target {
  return { resource: arn(asked, type, "*"), context: { ...regionKey(asked), ...requestTags(tagsFor(asked, type)) } };
}

interface TagSpecification {
  readonly ResourceType?: string;
  readonly Tag?: unknown;
}

const specifications = ({ input }: Asked) => list(input, "TagSpecification") as TagSpecification[];

function tagsFor(asked: Asked, type: string): Record<string, string> {
  return tagsOf(specifications(asked).find(({ ResourceType }) => ResourceType === type)?.Tag);
}

/**
 * Tags of a new resource need `ec2:CreateTags` on it, with `ec2:CreateAction` to tell it from tagging what exists.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
 */
function tagsOnCreation(asked: Asked): Need[] {
  return specifications(asked).map(({ ResourceType = "" }) => {
    const target = newTarget(asked, ResourceType);
    return {
      action: "ec2:CreateTags",
      ...target,
      context: { ...target.context, "ec2:createaction": asked.operation },
    };
  });
}

const arn = ({ call }: Asked, type: string, id: string): string => `${arnPrefix(call, PREFIX)}${type}/${id}`;
