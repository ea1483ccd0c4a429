import { newUuid } from "../identifiers";
import type { FaultMode, FaultRule, FaultRules } from "../faults";
import type { BusEvent, EventDraft, RecordedEvent } from "./bus-event";

/** Receives events; they come in the order in which they are delivered. */
export type EventListener = (event: BusEvent) => void | Promise<void>;

const MODES: readonly FaultMode[] = ["event-duplicate", "event-lost", "event-reordered", "event-late"];
const KEPT = 10_000;
const HELD_MS = 1000;

/** Time of an event to the second, as EventBridge has it. */
const toSecond = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

interface Held {
  readonly event: BusEvent;
  readonly timer: NodeJS.Timeout;
}

/**
 * Default event buses of all accounts: events of services are delivered to whoever listens, and recorded. Listeners decide on what
 * happens with them: moto's bus, rules, a test. Delivery is best effort, as EventBridge says of DataZone: what is still on its way is
 * lost with the process.
 *
 * Faults on delivery are chosen by rules of the service `events`, whose operation is the detail type and whose account is the
 * bus's: `event-lost`, `event-duplicate` (a second time, with an id of its own), `event-late` (by `ms`) and `event-reordered` (after
 * the next event of its bus, at the latest after `ms`).
 */
export class EventBus {
  private readonly listeners = new Set<EventListener>();
  private readonly recorded: RecordedEvent[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly held = new Map<string, Held[]>();

  constructor(private readonly faults: FaultRules) {}

  /** Sends an event on its way when its time has come. */
  publish(draft: EventDraft): void {
    const at = draft.at ?? Date.now();
    const event: BusEvent = {
      version: "0",
      id: newUuid(),
      "detail-type": draft.detailType,
      source: draft.source,
      account: draft.account,
      time: toSecond(at),
      region: draft.region,
      resources: [],
      detail: draft.detail,
    };
    if (at <= Date.now()) this.send(event);
    // A timer may be a millisecond early, and who is told reads at once.
    else this.after(at - Date.now() + 1, () => this.send(event));
  }

  /** Has a listener told of every delivery from now on; the function that is returned ends that. */
  subscribe(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Deliveries and losses in their order, the last 10 000. */
  list(): readonly RecordedEvent[] {
    return this.recorded;
  }

  /** Forgets what was recorded, and everything that is still on its way. */
  clear(): void {
    this.stop();
    this.recorded.length = 0;
  }

  /** Ends what is on its way. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.held.clear();
  }

  private send(event: BusEvent): void {
    const { account } = event;
    const rule = this.faults.take(MODES, { service: "events", operation: event["detail-type"], account });
    switch (rule?.mode) {
      case "event-lost":
        this.record({ event, outcome: "LOST", at: new Date().toISOString(), fault: rule.mode });
        break;
      case "event-late":
        this.after(rule.ms ?? HELD_MS, () => this.deliver(event, rule));
        break;
      case "event-reordered":
        this.hold(event, rule);
        break;
      default:
        this.deliver(event, rule);
        if (rule?.mode === "event-duplicate") this.deliver({ ...event, id: newUuid() }, rule);
    }
  }

  private deliver(event: BusEvent, rule?: FaultRule): void {
    this.record({ event, outcome: "DELIVERED", at: new Date().toISOString(), fault: rule?.mode });
    for (const listener of this.listeners) void this.tell(listener, event);
    this.release(busOf(event));
  }

  private async tell(listener: EventListener, event: BusEvent): Promise<void> {
    try {
      await listener(event);
    } catch (error) {
      process.stderr.write(`emulator: ${event["detail-type"]} was not taken: ${String(error)}\n`);
    }
  }

  private hold(event: BusEvent, rule: FaultRule): void {
    const bus = busOf(event);
    const timer = this.after(rule.ms ?? HELD_MS, () => this.release(bus));
    this.held.set(bus, [...(this.held.get(bus) ?? []), { event, timer }]);
  }

  private release(bus: string): void {
    const held = this.held.get(bus) ?? [];
    this.held.delete(bus);
    for (const { event, timer } of held) {
      clearTimeout(timer);
      this.deliver(event, { mode: "event-reordered" });
    }
  }

  private record(entry: RecordedEvent): void {
    this.recorded.push(entry);
    if (this.recorded.length > KEPT) this.recorded.splice(0, this.recorded.length - KEPT);
  }

  /** A timer keeps no process alive. */
  private after(milliseconds: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, milliseconds);
    timer.unref();
    this.timers.add(timer);
    return timer;
  }
}

const busOf = ({ account, region }: BusEvent): string => `${account}/${region}`;
