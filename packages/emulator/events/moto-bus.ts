import type { MotoProxy } from "../moto-proxy";
import type { EventListener } from "./event-bus";

/**
 * Puts events onto moto's default bus of their account, where rules of moto match them. AWS refuses sources of its own from everybody
 * else, moto takes them; it gives an event an id of its own.
 */
export function motoBus(proxy: MotoProxy): EventListener {
  return async ({ account, region, source, detail, time, "detail-type": type }) => {
    const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail), Time: Date.parse(time) / 1000 };
    const reply = await proxy.json("emulator", region, "events", "AWSEvents.PutEvents", { Entries: [entry] }, account);
    if (reply.status !== 200) throw new Error(`moto PutEvents: HTTP ${reply.status} ${reply.body.toString()}`);
  };
}
