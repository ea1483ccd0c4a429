import {
  type AccountSource,
  CreateAccountPoolCommand,
  DeleteAccountPoolCommand,
  GetAccountPoolCommand,
  ListAccountPoolsCommand,
  UpdateAccountPoolCommand,
} from "@aws-sdk/client-datazone";
import { awsFault } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { asSet, type ComparableObject, Keyed } from "../engine/comparison";
import type { Handler } from "../engine/handler";
import { roleRefused, type UsedRoles, whenRolesAreReady } from "../engine/new-roles";

type Source = Properties<"AccountPool">["source"];

/** The only strategy that the service has: the creator of a project chooses the account. */
const resolutionStrategy = "MANUAL" as const;

/** Account pools: static accounts, or a function that lists them. */
export const accountPool: Handler<"AccountPool"> = {
  kind: "AccountPool",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ name, description, source }) => ({ name, description, source: sourceValues(sourceOf(source)) }),

  async get({ clients }, { domainId, source }, id) {
    const live = await clients
      .datazone()
      .send(new GetAccountPoolCommand({ domainIdentifier: domainId, identifier: id }));
    return {
      id,
      phase: "ready",
      values: {
        name: live.name,
        description: live.description,
        source: live.accountSource === undefined ? undefined : sourceValues(live.accountSource, source),
      },
      createOnly: {},
      attributes: {},
    };
  },

  async find(scope, properties) {
    const pools = await allPages(
      (nextToken) =>
        scope.clients
          .datazone()
          .send(
            new ListAccountPoolsCommand({ domainIdentifier: properties.domainId, name: properties.name, nextToken }),
          ),
      (page) => page.items,
    );
    const found = pools.find(({ name }) => name === properties.name);
    return found?.id === undefined ? undefined : accountPool.get(scope, properties, found.id);
  },

  async create({ clients, patience }, properties) {
    const { id } = await whenRolesAreReady(
      patience,
      rolesOf(properties),
      () =>
        clients.datazoneOnce().send(
          new CreateAccountPoolCommand({
            domainIdentifier: properties.domainId,
            name: properties.name,
            description: properties.description,
            resolutionStrategy,
            accountSource: sourceOf(properties.source),
          }),
        ),
      handlerRefused,
    );
    return id ?? "";
  },

  async update({ clients, patience }, properties, live) {
    await whenRolesAreReady(
      patience,
      rolesOf(properties),
      () =>
        clients.datazone().send(
          new UpdateAccountPoolCommand({
            domainIdentifier: properties.domainId,
            identifier: live.id,
            name: properties.name,
            description: properties.description ?? "",
            resolutionStrategy,
            accountSource: sourceOf(properties.source),
          }),
        ),
      handlerRefused,
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteAccountPoolCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

function rolesOf({ source }: Properties<"AccountPool">): UsedRoles {
  const handler = "handler" in source ? source.handler : undefined;
  return {
    roles: [handler?.lambdaExecutionRoleArn],
    check: `that its trust policy lets datazone.amazonaws.com call sts:AssumeRole without conditions (the service sends neither aws:SourceAccount nor aws:SourceArn here) and its policy allows lambda:InvokeFunction on ${handler?.lambdaFunctionArn ?? "the handler"}`,
  };
}

/** DataZone cannot assume the handler's role yet, or the role's policy is not known everywhere yet. We never invoke it. */
function handlerRefused(error: unknown): boolean {
  const fault = awsFault(error);
  return (
    roleRefused(error) ||
    (fault !== undefined &&
      /^(ValidationException|AccessDeniedException)$/.test(fault.name) &&
      /not authorized to perform: lambda:InvokeFunction\b/i.test(fault.message))
  );
}

function sourceOf(source: Source): AccountSource {
  if ("handler" in source) return { customAccountPoolHandler: source.handler };
  const accounts = [...source.accounts].sort((a, b) => (a.awsAccountId < b.awsAccountId ? -1 : 1));
  return {
    accounts: accounts.map((account) => ({ ...account, supportedRegions: [...asSet(account.supportedRegions)] })),
  };
}

/** Accounts by id, Regions as a set. An account name that is not configured is left to the service. */
function sourceValues(source: AccountSource, desired?: Source): ComparableObject {
  if (source.accounts === undefined) return { handler: { ...source.customAccountPoolHandler } };
  const configured = new Map(
    (desired !== undefined && "accounts" in desired ? desired.accounts : []).map((account) => [
      account.awsAccountId,
      account,
    ]),
  );
  const accounts = source.accounts.map(({ awsAccountId = "", supportedRegions, awsAccountName }) => {
    const nameCounts = desired === undefined || configured.get(awsAccountId)?.awsAccountName !== undefined;
    return [
      awsAccountId,
      { supportedRegions: asSet(supportedRegions), awsAccountName: nameCounts ? awsAccountName : undefined },
    ] as const;
  });
  return { accounts: new Keyed(Object.fromEntries(accounts)) };
}
