import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { APPLICATION_TABLE, type TableIndex } from "../../../contracts/application/table";

let made = 0;

/** Settings of clients that ask a moto. */
export const motoSettings = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** Makes a table like the application's, and answers its name with a client for it. */
export async function makeAccessTable(
  endpoint: string,
): Promise<{ readonly client: DynamoDBClient; readonly table: string }> {
  const client = new DynamoDBClient(motoSettings(endpoint));
  const table = `governance-${(made += 1)}`;
  const { partitionKey, sortKey, indexes } = APPLICATION_TABLE;
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  const indexed = Object.values<TableIndex>(indexes);
  const attributes = [partitionKey, sortKey, ...indexed.flatMap((one) => [one.partitionKey, one.sortKey])];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...new Set(attributes)].map((name) => ({ AttributeName: name, AttributeType: "S" })),
      KeySchema: keys(partitionKey, sortKey),
      GlobalSecondaryIndexes: indexed.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection:
          index.included.length === 0
            ? { ProjectionType: "KEYS_ONLY" }
            : { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.included] },
      })),
    }),
  );
  return { client, table };
}
