import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { APPLICATION_TABLE } from "../../contracts/application/table";
import type { AccessRecord } from "../../governance/access";
import { ACCESS } from "./access-item";
import { ItemLists, LAST, type ListEntry, type ListPart } from "./item-lists";

/** Lists of requests for access in the application's table. */
export class AccessLists extends ItemLists<AccessRecord> {
  public constructor(client: DynamoDBClient, table: string) {
    super(client, table, ACCESS);
  }

  /** Entries of access that ends by a time, what ends first before. */
  public async expiring(until: string, { behind = "", limit }: ListPart): Promise<ListEntry[]> {
    const { name, partitionKey, sortKey } = APPLICATION_TABLE.indexes.expiry;
    const entries = await this.query(limit, sortKey, {
      IndexName: name,
      KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :behind AND :until",
      ExpressionAttributeNames: { "#pk": partitionKey, "#sk": sortKey },
      // "~" comes behind "#": the end of that very moment is in the list.
      ExpressionAttributeValues: {
        ":pk": { S: ACCESS.name },
        ":behind": { S: behind || "0" },
        ":until": { S: `${until}${LAST}` },
      },
    });
    return entries.filter(({ place }) => place !== behind);
  }
}
