import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DUE_INDEX } from "../../../functions/application-access/store/access-table";

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
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk", "duePk", "due"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: DUE_INDEX,
          KeySchema: [
            { AttributeName: "duePk", KeyType: "HASH" },
            { AttributeName: "due", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  );
  return { client, table };
}
