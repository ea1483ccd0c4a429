import { newUuid } from "../identifiers";
import type { FaultMode, FaultRule, FaultRules } from "../faults";
import { type BusEvent, DEFAULT_BUS, type EventDraft, eventTime, type RecordedEvent } from "./bus-event";

/** Receives events with the names of their buses; they come in the order in which they are delivered. */
export type EventListener = (event: BusEvent, bus: string) => void | Promise<void>;

const MODES: readonly FaultMode[] = ["event-duplicate", "event-lost", "event-reordered", "event-late"];
const KEPT = 10_000;
const HELD_MS = 1000;

/** An event on its way over a bus. */
interface Travelling {
  readonly event: BusEvent;
  readonly bus: string;
}

interface Held extends Travelling {
  readonly timer: NodeJS.Timeout;
}

/**
 * Event buses of all accounts: events are delivered to whoever listens, and recorded. Listeners decide on what happens with them:
 * rules, a test. Delivery is best effort, as EventBridge says of DataZone: what is still on its way is lost with the process.
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

  /** Sends an event of a service on its way over the default bus when its time has come. */
  publish(draft: EventDraft): void {
    const at = draft.at ?? Date.now();
    const event: BusEvent = {
      version: "0",
      id: newUuid(),
      "detail-type": draft.detailType,
      source: draft.source,
      account: draft.account,
      time: eventTime(at),
      region: draft.region,
      resources: draft.resources ?? [],
      detail: draft.detail,
    };
    if (at <= Date.now()) this.put(event, DEFAULT_BUS);
    // A timer may be a millisecond early, and who is told reads at once.
    else this.after(at - Date.now() + 1, () => this.put(event, DEFAULT_BUS));
  }

  /** Sends an event on its way over a bus of its account, now. */
  put(event: BusEvent, bus: string): void {
    const { account } = event;
    const travelling = { event, bus };
    const rule = this.faults.take(MODES, { service: "events", operation: event["detail-type"], account });
    switch (rule?.mode) {
      case "event-lost":
        this.record({ ...travelling, outcome: "LOST", at: new Date().toISOString(), fault: rule.mode });
        break;
      case "event-late":
        this.after(rule.ms ?? HELD_MS, () => this.deliver(travelling, rule));
        break;
      case "event-reordered":
        this.hold(travelling, rule);
        break;
      default:
        this.deliver(travelling, rule);
        if (rule?.mode === "event-duplicate") this.deliver({ bus, event: { ...event, id: newUuid() } }, rule);
    }
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

  private deliver({ event, bus }: Travelling, rule?: FaultRule): void {
    this.record({ event, bus, outcome: "DELIVERED", at: new Date().toISOString(), fault: rule?.mode });
    for (const listener of this.listeners) void this.tell(listener, { event, bus });
    this.release(keyOf({ event, bus }));
  }

  private async tell(listener: EventListener, { event, bus }: Travelling): Promise<void> {
    try {
      await listener(event, bus);
    } catch (error) {
      process.stderr.write(`emulator: ${event["detail-type"]} was not taken: ${String(error)}\n`);
    }
  }

  private hold(travelling: Travelling, rule: FaultRule): void {
    const key = keyOf(travelling);
    const timer = this.after(rule.ms ?? HELD_MS, () => this.release(key));
    this.held.set(key, [...(this.held.get(key) ?? []), { ...travelling, timer }]);
  }

  private release(key: string): void {
    const held = this.held.get(key) ?? [];
    this.held.delete(key);
    for (const { timer, ...travelling } of held) {
      clearTimeout(timer);
      this.deliver(travelling, { mode: "event-reordered" });
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

const keyOf = ({ event, bus }: Travelling): string => `${event.account}/${event.region}/${bus}`;
