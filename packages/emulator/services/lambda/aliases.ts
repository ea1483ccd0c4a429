import { randomUUID } from "node:crypto";
import type {
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  GetAliasCommandInput,
  ListAliasesCommandInput,
  UpdateAliasCommandInput,
} from "@aws-sdk/client-lambda";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { functionOf, resourceConflict, resourceNotFound, versionOf } from "./function-names";
import type { Alias, LambdaFunction } from "./model";

const PAGE = 50;

const describe = (fn: LambdaFunction, alias: Alias) => ({
  AliasArn: `${fn.arn}:${alias.name}`,
  Name: alias.name,
  FunctionVersion: alias.functionVersion,
  Description: alias.description,
  // Without weights the member is left out; Terraform would see a difference in an empty map.
  RoutingConfig:
    Object.keys(alias.routingConfig?.AdditionalVersionWeights ?? {}).length > 0 ? alias.routingConfig : undefined,
  RevisionId: alias.revisionId,
});

function aliasOf(fn: LambdaFunction, name: string | undefined): Alias {
  const alias = fn.aliases[name ?? ""];
  if (!alias) throw resourceNotFound(`Cannot find alias arn: ${fn.arn}:${name}`);
  return alias;
}

function createAlias(input: CreateAliasCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  if (fn.aliases[input.Name!]) throw resourceConflict(`Alias already exists: ${fn.arn}:${input.Name}`);
  const alias: Alias = {
    name: input.Name!,
    functionVersion: versionOf(fn, input.FunctionVersion).version,
    description: input.Description ?? "",
    routingConfig: input.RoutingConfig,
    revisionId: randomUUID(),
  };
  fn.aliases[alias.name] = alias;
  return describe(fn, alias);
}

function updateAlias(input: UpdateAliasCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const alias = aliasOf(fn, input.Name);
  if (input.FunctionVersion !== undefined) alias.functionVersion = versionOf(fn, input.FunctionVersion).version;
  alias.description = input.Description ?? alias.description;
  alias.routingConfig = input.RoutingConfig ?? alias.routingConfig;
  alias.revisionId = randomUUID();
  return describe(fn, alias);
}

/** Operations on aliases. */
export const ALIAS_OPERATIONS: Operations = {
  CreateAlias: operation(createAlias),
  GetAlias: operation((input: GetAliasCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    return describe(fn, aliasOf(fn, input.Name));
  }),
  UpdateAlias: operation(updateAlias),
  DeleteAlias: operation((input: DeleteAliasCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    delete fn.aliases[input.Name!];
    delete fn.policies[input.Name!];
    return {};
  }),
  ListAliases: operation((input: ListAliasesCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    const aliases = Object.values(fn.aliases).filter(
      (a) => (input.FunctionVersion ?? a.functionVersion) === a.functionVersion,
    );
    const { items, nextToken } = page(aliases, { maxResults: input.MaxItems, nextToken: input.Marker }, PAGE, call);
    return { Aliases: items.map((alias) => describe(fn, alias)), NextMarker: nextToken };
  }),
};
