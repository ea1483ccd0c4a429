import { ServiceError } from "../../../errors";
import type { Store } from "../../../store";
import type { InvocationReply } from "../invoker";
import { failedMessages, queueEvent, type ReceivedMessage } from "./batch";
import { POLLER_SESSION, queueOf } from "./checks";
import { comesThrough } from "./filter";
import { allEventSources, type EventSourceMapping } from "./model";
import type { QueueReader } from "./queues";

/** Time between two looks at the queues. */
const LOOK_MS = 200;
/** Pause after a call that was refused: the next would be, too. */
const REFUSED_MS = 2000;
/** Batches of a mapping without a limit at a time: Lambda begins with so many. */
const FIRST_CONCURRENCY = 5;

/** Functions, as a poller needs them. */
export interface PolledFunctions {
  /** Role of a function's version; undefined where there is no such function. */
  roleOf(functionArn: string): string | undefined;
  run(functionArn: string, event: unknown): Promise<InvocationReply>;
}

/** Course of the polling of one mapping. */
interface Course {
  running: number;
  /** Time in milliseconds until which nothing is received. */
  pausedUntil: number;
  /** Time from which messages wait for a batch to become full. */
  waitingSince?: number;
}

/**
 * Polls the queues of event source mappings and hands their messages to functions, in the name of the functions' roles.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export class EventSourcePoller {
  private readonly courses = new Map<string, Course>();
  private readonly batches = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly queues: QueueReader,
    private readonly functions: PolledFunctions,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => (this.looking = undefined));
    }, LOOK_MS);
    this.timer.unref();
  }

  /** Begins nothing any more; what has begun ends by itself or with the functions. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits until everything that has begun has come to an end. */
  async drained(): Promise<void> {
    await this.looking;
    await Promise.all(this.batches);
  }

  private async look(): Promise<void> {
    const mappings = allEventSources(this.store).filter(({ enabled }) => enabled);
    if (mappings.length === 0) return;
    try {
      const waiting = await this.queues.waiting(mappings.map(({ eventSourceArn }) => eventSourceArn));
      mappings.forEach((mapping, position) => this.begin(mapping, waiting[position]));
    } catch (error) {
      process.stderr.write(`emulator: queues of event sources: ${String(error)}\n`);
    }
  }

  /** Begins as many batches as the messages and the concurrency are good for. */
  private begin(mapping: EventSourceMapping, waiting: number): void {
    const course = this.courseOf(mapping.uuid);
    if (waiting === 0) course.waitingSince = undefined;
    if (waiting === 0 || Date.now() < course.pausedUntil || !isFull(mapping, waiting, course)) return;
    const free = (mapping.maximumConcurrency ?? FIRST_CONCURRENCY) - course.running;
    const batches = Math.min(free, Math.ceil(waiting / mapping.batchSize));
    for (let count = 0; count < batches; count += 1) {
      course.running += 1;
      const batch: Promise<void> = this.process(mapping, course).finally(() => {
        course.running -= 1;
        this.batches.delete(batch);
      });
      this.batches.add(batch);
    }
  }

  private async process(mapping: EventSourceMapping, course: Course): Promise<void> {
    try {
      const failed = await this.handOver(mapping);
      if (failed !== undefined) mapping.lastProcessingResult = failed === 0 ? "OK" : "PROBLEM: Function call failed";
    } catch (error) {
      const { code, message } = error as ServiceError;
      mapping.lastProcessingResult = `PROBLEM: ${message}`;
      course.pausedUntil = Date.now() + REFUSED_MS;
      if (!(error instanceof ServiceError)) process.stderr.write(`emulator: ${mapping.arn}: ${code} ${message}\n`);
    }
    this.store.changed();
  }

  /** Hands a batch to the function; says how many of its messages stay, undefined where there were none. */
  private async handOver(mapping: EventSourceMapping): Promise<number | undefined> {
    const { eventSourceArn, functionArn } = mapping;
    const roleArn = this.functions.roleOf(functionArn);
    if (roleArn === undefined) throw new ServiceError("ResourceNotFoundException", 404, "Function not found");
    const session = { roleArn, sessionName: POLLER_SESSION, region: queueOf(eventSourceArn).region };
    const received = await this.queues.receive(session, eventSourceArn, mapping.batchSize);
    const wanted = received.filter((message) => comesThrough(message, mapping.filters));
    const failed = new Set(wanted.length === 0 ? [] : await this.run(mapping, wanted));
    const done = received.filter(({ MessageId }) => !failed.has(MessageId));
    await this.queues.remove(session, eventSourceArn, done);
    return received.length === 0 ? undefined : failed.size;
  }

  /** Ids of messages with which the function has failed. */
  private async run(mapping: EventSourceMapping, messages: readonly ReceivedMessage[]): Promise<readonly string[]> {
    const ids = messages.map(({ MessageId }) => MessageId);
    const reports = mapping.responseTypes.includes("ReportBatchItemFailures");
    try {
      const reply = await this.functions.run(mapping.functionArn, queueEvent(messages, mapping.eventSourceArn));
      return failedMessages(reply, reports, ids);
    } catch (error) {
      // A function that may not run at all is a failure like any other: the messages come again.
      if (error instanceof ServiceError) return ids;
      throw error;
    }
  }

  private courseOf(uuid: string): Course {
    const course = this.courses.get(uuid) ?? { running: 0, pausedUntil: 0 };
    this.courses.set(uuid, course);
    return course;
  }
}

/** Tells whether a batch is full, or has waited for it as long as it may. */
function isFull(mapping: EventSourceMapping, waiting: number, course: Course): boolean {
  if (waiting >= mapping.batchSize) return true;
  course.waitingSince ??= Date.now();
  const isOver = Date.now() - course.waitingSince >= mapping.maximumBatchingWindow * 1000;
  if (isOver) course.waitingSince = undefined;
  return isOver;
}
