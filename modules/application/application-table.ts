import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { APPLICATION_TABLE, type TableIndex } from "../../contracts/application/table";
import { APPLICATION_NAMES } from "../../contracts/names";
import { keyArn, type ApplicationPlace } from "./place";

/**
 * The table of what DataZone cannot hold: decisions, expiries, what people were told.
 *
 * Creates an `aws_dynamodb_table` that costs by request, with point-in-time recovery over 35 days. Guard: `prevent_destroy` where data
 * is protected. DynamoDB's own deletion protection is not used: a destroy that is wanted would need an apply before it; and a table with
 * point-in-time recovery that is deleted is kept for 35 days as a backup. Its content can be rebuilt from DataZone and evidence but for
 * consents and notices.
 */
export class ApplicationTable extends Construct {
  public readonly tableName: string;
  public readonly arn: string;
  public readonly indexArns: readonly string[];
  public readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, place: ApplicationPlace) {
    super(scope, id);
    this.tableName = APPLICATION_NAMES.table(place.prefix);
    this.arn = `arn:${place.partition}:dynamodb:${place.region}:${place.accountId}:table/${this.tableName}`;
    const indexes = Object.values<TableIndex>(APPLICATION_TABLE.indexes);
    this.indexArns = indexes.map(({ name }) => `${this.arn}/index/${name}`);
    const { partitionKey, sortKey, timeToLive } = APPLICATION_TABLE;
    const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
    const kmsKeyArn = keyArn(place);
    this.dependable = new DynamodbTable(this, "Resource", {
      name: this.tableName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: partitionKey,
      rangeKey: sortKey,
      attribute: [...new Set(keys)].map((name) => ({ name, type: "S" })),
      globalSecondaryIndex: indexes.map(({ name, included, ...index }) => ({
        name,
        hashKey: index.partitionKey,
        rangeKey: index.sortKey,
        ...(included.length === 0
          ? { projectionType: "KEYS_ONLY" }
          : { projectionType: "INCLUDE", nonKeyAttributes: [...included] }),
      })),
      ttl: { attributeName: timeToLive, enabled: true },
      pointInTimeRecovery: { enabled: true },
      // Without it the table is encrypted with DynamoDB's own key, which costs nothing.
      ...(kmsKeyArn === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn } }),
      lifecycle: { preventDestroy: place.protect },
    });
  }
}
