import type { ConditionContext } from "../model";
import { keyUse } from "./key-use";
import {
  accountOfArn,
  action,
  all,
  arnPrefix,
  type Asked,
  list,
  named,
  type Need,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "dynamodb";

/** A table by its name or ARN. */
function tableTarget({ call }: Asked, named: string, context: ConditionContext = {}): Target {
  const resource = named.startsWith("arn:") ? named : `${arnPrefix(call, PREFIX)}table/${named}`;
  return { resource, accountId: accountOfArn(resource), context };
}

const onTable = (asked: Asked): Target[] => [tableTarget(asked, text(asked.input, "TableName"))];

/** A table, or the index of it that is read. */
const onIndex = (asked: Asked): Target[] => {
  const index = text(asked.input, "IndexName");
  const [table] = onTable(asked);
  return [index === "" ? table : { ...table, resource: `${table.resource}/index/${index}` }];
};

const tagged = (asked: Asked, context: ConditionContext = {}): Target[] => [
  tableTarget(asked, text(asked.input, "ResourceArn"), context),
];

const newTable = (asked: Asked): Target[] =>
  onTable(asked).map((target) => ({ ...target, context: requestTags(tagsOf(asked.input.Tags)) }));

/** Tags of a new table are set with an action of their own. */
const tagsOnCreation: NeedsOf = (asked) =>
  Object.keys(tagsOf(asked.input.Tags)).length === 0 ? [] : action("dynamodb:TagResource", newTable)(asked);

/**
 * Key of a table's own, which DynamoDB gets a grant of.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const tableKey: NeedsOf = (asked) => {
  const { KMSMasterKeyId: key } = (asked.input.SSESpecification ?? {}) as { KMSMasterKeyId?: string };
  if (key === undefined) return [];
  const actions = ["kms:DescribeKey", "kms:CreateGrant"];
  return keyUse(asked, key, { service: PREFIX, actions, place: asked.call, grantsForResource: true });
};

/** Operations on items of several tables need the action of the single one on each table. */
const onTables =
  (name: string): NeedsOf =>
  (asked) =>
    Object.keys((asked.input.RequestItems ?? {}) as object).map((table) => ({
      action: name,
      ...tableTarget(asked, table),
    }));

/** Parts of a transaction, by the member that holds them, with their actions. */
const PARTS: Readonly<Record<string, string>> = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
  Get: "dynamodb:GetItem",
};

const transaction: NeedsOf = (asked) =>
  list(asked.input, "TransactItems").flatMap((item) =>
    Object.entries(item as Record<string, { TableName?: string }>).map(
      ([part, { TableName = "" }]): Need => ({ action: PARTS[part], ...tableTarget(asked, TableName) }),
    ),
  );

/**
 * Amazon DynamoDB. Condition keys of items and attributes are not known: statements that need them do not allow.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export const dynamodb: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(
      PREFIX,
      onTable,
      "DeleteItem",
      "DeleteTable",
      "DescribeContinuousBackups",
      "DescribeContributorInsights",
      "DescribeKinesisStreamingDestination",
      "DescribeTable",
      "DescribeTimeToLive",
      "GetItem",
      "PutItem",
      "UpdateContinuousBackups",
      "UpdateItem",
      "UpdateTimeToLive",
    ),
    ...named(PREFIX, onIndex, "Query", "Scan"),
    ...named(PREFIX, (asked) => tagged(asked), "DeleteResourcePolicy", "GetResourcePolicy", "ListTagsOfResource"),
    ...named(PREFIX, (asked) => tagged(asked, requestTags(tagsOf(asked.input.Tags))), "TagResource"),
    ...named(PREFIX, (asked) => tagged(asked, removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    CreateTable: all(action("dynamodb:CreateTable", newTable), tagsOnCreation, tableKey),
    UpdateTable: all(action("dynamodb:UpdateTable", onTable), tableKey),
    BatchGetItem: onTables("dynamodb:BatchGetItem"),
    BatchWriteItem: onTables("dynamodb:BatchWriteItem"),
    TransactGetItems: transaction,
    TransactWriteItems: transaction,
  },
};
