import type { LoggedCall } from "../../../packages/emulator/call-log";
import type { FaultRule } from "../../../packages/emulator/faults";
import type { ApiAddresses } from "../../../packages/emulator/services/apigateway";

/** The control endpoints of a sandbox's emulator. */
export class Control {
  public constructor(private readonly url: string) {}

  /** Puts the clock of schedules, queues and functions forward. */
  public async skip(seconds: number): Promise<void> {
    await this.ask("schedules", { skipSeconds: seconds });
  }

  /** Runs something scheduled now. */
  public async fire(schedule: string): Promise<void> {
    await this.ask("schedules", { fire: schedule });
  }

  /** Time that functions see. */
  public async now(): Promise<Date> {
    const { now } = (await this.ask("schedules")) as { readonly now: string };
    return new Date(now);
  }

  /** The most recent calls, those of people included. */
  public async calls(): Promise<readonly LoggedCall[]> {
    return ((await this.ask("log")) as { readonly calls: LoggedCall[] }).calls;
  }

  public async inject(rules: readonly FaultRule[]): Promise<void> {
    await this.ask("faults", rules);
  }

  /** Faults that no call has met as often as they say. */
  public async unmet(): Promise<readonly FaultRule[]> {
    const { faults } = (await this.ask("faults")) as { readonly faults: (FaultRule & { readonly left: number })[] };
    return faults.filter(({ left }) => left > 0);
  }

  public async clearFaults(): Promise<void> {
    await this.ask("faults", undefined, "DELETE");
  }

  /** Address of an HTTP API, below which its routes are. */
  public async apiUrl(name: string): Promise<string> {
    const { apis } = (await this.ask("apis")) as { readonly apis: ApiAddresses[] };
    const url = apis.find((api) => api.name === name)?.stages.$default?.url;
    if (url === undefined) throw new Error(`no API ${name}`);
    return url;
  }

  private async ask(path: string, body?: object, method = body === undefined ? "GET" : "POST"): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  }
}
