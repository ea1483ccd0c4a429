import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { reportsAskedFor } from "../../../contracts/application/reports-settings";
import type { ReportMaker } from "./shelf";

/** The function that writes the reports. It is told to, and not waited for: Lambda keeps the event and tries it again. */
export class ReportsFunction implements ReportMaker {
  public constructor(
    private readonly client: Pick<LambdaClient, "send">,
    private readonly functionName: string,
  ) {}

  public async make(askedAt: string): Promise<void> {
    const Payload = JSON.stringify(reportsAskedFor(askedAt));
    await this.client.send(
      new InvokeCommand({ FunctionName: this.functionName, InvocationType: "Event", Payload: Buffer.from(Payload) }),
    );
  }
}
