import type { SQSClient } from "@aws-sdk/client-sqs";
import type { RepositoryKey } from "../../governance/repositories";
import { sendBell } from "../application-store/send-bell";

/** Doorbell that the function rings itself, as a timer. One that is lost is no loss: the sweep looks at everything. */
export interface Bell {
  /** @param delaySeconds - at most 900; what is later is left to the sweep */
  ring(key: RepositoryKey, delaySeconds: number): Promise<void>;
}

/** Doorbells in a queue. */
export class QueueBell implements Bell {
  public constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  public ring({ useCase, repository }: RepositoryKey, delaySeconds: number): Promise<void> {
    return sendBell(this.client, this.queueUrl, { useCase, repository }, delaySeconds);
  }
}
