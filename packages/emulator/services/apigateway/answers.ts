import { randomUUID } from "node:crypto";
import type { HttpReply } from "../../service";

/** Refusal of a request by API Gateway itself, in its words. */
export class GatewayRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  reply(): HttpReply {
    return {
      status: this.status,
      headers: { "content-type": "application/json", ...this.headers },
      body: JSON.stringify({ message: this.message }),
    };
  }
}

/** No API, stage or route. */
export const notFound = () => new GatewayRefusal(404, "Not Found");
/** Refusal of a caller that is known and may not. */
export const forbidden = (headers: Readonly<Record<string, string>> = {}) =>
  new GatewayRefusal(403, "Forbidden", headers);
/** Refusal of a token. */
export const unauthorized = (headers: Readonly<Record<string, string>>) =>
  new GatewayRefusal(401, "Unauthorized", headers);
/** Body over 10 MB. */
export const tooLarge = () => new GatewayRefusal(413, "Request Entity Too Large");
/** The integration cannot be called, or has answered what is no answer. */
export const internalServerError = () => new GatewayRefusal(500, "Internal Server Error");
/** The integration has not answered in its time. */
export const serviceUnavailable = () => new GatewayRefusal(503, "Service Unavailable");
/** Something that AWS has and the emulator has not. */
export const notEmulated = (what: string) =>
  new GatewayRefusal(501, `the sandbox emulator does not serve ${what} of HTTP APIs`);

/** Id of a request as API Gateway makes them. */
export const newRequestId = (): string => `${Buffer.from(randomUUID().slice(0, 11)).toString("base64").slice(0, 15)}=`;
