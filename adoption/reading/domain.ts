import { GetDomainCommand, ListEnvironmentBlueprintsCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import { keepReceived } from "../../aws/received-answer";
import type { ListedBlueprint } from "../../contracts/service/tooling";
import { RunnerError } from "../../runner";
import type { LiveDomain } from "../live";
import type { AccountClients } from "./access";

/** The domain itself. */
export type DomainItself = Pick<
  LiveDomain,
  | "id"
  | "arn"
  | "partition"
  | "region"
  | "accountId"
  | "name"
  | "description"
  | "executionRoleArn"
  | "serviceRoleArn"
  | "key"
  | "singleSignOn"
  | "tags"
  | "rootUnitId"
>;

/** @throws RunnerError unless it is an available domain of version V2 */
export async function readDomain({ datazone }: AccountClients, domainId: string): Promise<DomainItself> {
  const live = await datazone.send(new GetDomainCommand({ identifier: domainId }));
  if (live.domainVersion !== undefined && live.domainVersion !== "V2")
    throw new RunnerError(`domain ${domainId} is of version ${live.domainVersion}; only V2 domains can be adopted`);
  if (live.status !== undefined && live.status !== "AVAILABLE")
    throw new RunnerError(`domain ${domainId} is ${live.status}; it must be AVAILABLE`);
  const arn = live.arn ?? "";
  const [, partition = "aws", , region = "", accountId = ""] = arn.split(":");
  return {
    id: domainId,
    arn,
    partition,
    region,
    accountId,
    name: live.name ?? "",
    description: live.description,
    executionRoleArn: live.domainExecutionRole ?? "",
    serviceRoleArn: live.serviceRole,
    key: liveKey(live.kmsKeyIdentifier, `arn:${partition}:kms:${region}:${accountId}`),
    singleSignOn: live.singleSignOn,
    tags: Object.fromEntries(Object.entries(live.tags ?? {}).filter(([key]) => !/^aws:/i.test(key))),
    rootUnitId: live.rootDomainUnitId ?? "",
  };
}

/** The service may name a key by its id. */
function liveKey(identifier: string | undefined, prefix: string): LiveDomain["key"] {
  if (identifier === undefined || identifier === "" || identifier === "AWS_OWNED_KMS_KEY") return { type: "awsOwned" };
  return { type: "given", arn: identifier.startsWith("arn:") ? identifier : `${prefix}:key/${identifier}` };
}

/** Blueprints that are not AWS's own, by id. The SDK does not know their category (field evidence, section 5). */
export async function readCustomBlueprints(
  { datazone }: AccountClients,
  domainIdentifier: string,
): Promise<ReadonlyMap<string, ListedBlueprint>> {
  const categories = new Map<unknown, unknown>();
  const items = await allPages(
    async (nextToken) => {
      const command = new ListEnvironmentBlueprintsCommand({ domainIdentifier, managed: false, nextToken });
      const received = keepReceived(command);
      const page = await datazone.send(command);
      for (const { id, blueprintCategory } of (received().items ?? []) as Record<string, unknown>[])
        categories.set(id, blueprintCategory);
      return page;
    },
    (page) => page.items,
  );
  return new Map(
    items.map(({ id = "", name = "" }) => {
      const category = categories.get(id);
      return [id, { name, ...(typeof category === "string" ? { category } : {}) }];
    }),
  );
}

/** Names of the managed blueprints, by id: ids differ per domain. */
export async function readBlueprintNames(
  { datazone }: AccountClients,
  domainIdentifier: string,
): Promise<ReadonlyMap<string, string>> {
  const items = await allPages(
    (nextToken) => datazone.send(new ListEnvironmentBlueprintsCommand({ domainIdentifier, managed: true, nextToken })),
    (page) => page.items,
  );
  return new Map(items.map(({ id = "", name = "" }) => [id, name]));
}
