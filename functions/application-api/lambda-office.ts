import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { z } from "zod";
import type { OfficeCaller, OfficeErrand } from "../../contracts/application/project-office";
import {
  OFFICE_ANSWERS,
  officeRefusal,
  type OfficeAnswers,
  type OfficeRefusal,
} from "../../contracts/application/projects/answers";
import { Problem } from "./http/problem";
import type { Office } from "./services";

/**
 * Errors of a function that was cut off: by its time, its memory or its end. What it has stored by then is stored.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
const CUT_OFF = /Task timed out|Sandbox\.Timedout|Runtime\.(OutOfMemory|ExitError)|Runtime exited|signal: killed/;

/** The function of projects, invoked for one errand at a time. An errand may be sent again, whatever became of it. */
export class LambdaOffice implements Office {
  public constructor(
    private readonly client: Pick<LambdaClient, "send">,
    private readonly functionName: string,
  ) {}

  public async ask<E extends OfficeErrand>(
    caller: OfficeCaller,
    errand: E,
  ): Promise<OfficeAnswers[E["ask"]] | OfficeRefusal> {
    const answered = await this.invoke(JSON.stringify({ office: { caller, errand } }));
    const shape = z.union([officeRefusal, OFFICE_ANSWERS[errand.ask]]).safeParse(answered);
    if (!shape.success) {
      const said = z.prettifyError(shape.error);
      throw new Error(`the function of projects answers ${errand.ask} in another form: ${said}; fix: apply the layer`);
    }
    return shape.data as OfficeAnswers[E["ask"]] | OfficeRefusal;
  }

  private async invoke(payload: string): Promise<unknown> {
    const { FunctionError, Payload } = await this.answer(payload);
    const text = Payload === undefined ? "" : Buffer.from(Payload).toString("utf8");
    if (FunctionError === undefined) return parsed(text);
    if (CUT_OFF.test(text)) throw busy();
    throw new Error(`the function of projects failed: ${text.slice(0, 2000)}`);
  }

  private async answer(payload: string) {
    try {
      return await this.client.send(
        new InvokeCommand({ FunctionName: this.functionName, Payload: Buffer.from(payload, "utf8") }),
      );
    } catch (error) {
      // The client has stopped waiting; the function may still be at work.
      if (error instanceof Error && error.name === "TimeoutError") throw busy();
      throw error;
    }
  }
}

const busy = (): Problem =>
  new Problem("service-busy", "Send the same request again in some seconds.", {}, { "retry-after": "5" });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
