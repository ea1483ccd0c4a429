import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AccessRecord, AccessStore } from "../../governance/access";
import { ACCESS, listAttributes } from "./access-item";
import { RecordTable } from "./record-table";

/** Records of requests for access in the application's table. */
export class AccessTable extends RecordTable<AccessRecord> implements AccessStore {
  public constructor(client: DynamoDBClient, table: string, clock: () => string) {
    super(client, table, clock, {
      ...{ kind: ACCESS, duePartition: ACCESS.name, listAttributes },
      isOpen: ({ phase }) => phase !== "closed",
    });
  }

  /** Says when a record is to be looked at again; one that somebody has stored since stays due as it is. */
  public async schedule(record: AccessRecord, due: string): Promise<void> {
    await this.dueAt(record, due);
  }
}
