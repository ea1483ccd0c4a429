import type { DurationHistory } from "./duration-history";
import { Forecast } from "./forecast";
import { formatRemaining } from "./remaining";
import { formatSeconds, type Reporter, type StackProgress } from "./reporter";

/** The part of a stream that a display writes to. */
export interface DisplayStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface Running extends StackProgress {
  readonly since: number;
}

/**
 * Progress on a terminal (one line a running stack, redrawn in place) or as plain lines in a log (a line when a stack
 * begins a phase or is finished, and every 15 seconds while nothing ends). Where the same was done before on this machine, it
 * tells how long it will still take.
 */
export class RunDisplay implements Reporter {
  private title = "";
  private total = 0;
  private finishedCount = 0;
  private startedAt = 0;
  private drawnLines = 0;
  private lastOutputAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private pausedAt: number | undefined;
  private pausedFor = 0;
  private readonly running = new Map<string, Running>();
  private readonly forecast: Forecast;

  /** @param history how long earlier runs took; without it nothing is estimated */
  constructor(
    private readonly stream: DisplayStream,
    private readonly now: () => number = Date.now,
    history?: DurationHistory,
  ) {
    this.forecast = new Forecast(() => this.clock(), history);
  }

  /**
   * Runs follow that belong together: until {@link endSeries}, what is left counts to the end of the last of them. Says how
   * long the last complete series of this name took.
   *
   * @param history where series of this name are remembered
   */
  beginSeries(name: string, history: DurationHistory): void {
    const last = this.forecast.beginSeries(name, history);
    if (last !== undefined) this.note(`The last run took ${formatSeconds(last)} on this machine.`);
  }

  /** All runs of the series were done. One that failed is not ended, and so not remembered. */
  endSeries(): void {
    this.end();
    this.forecast.endSeries();
  }

  begin(title: string, stackCount: number): void {
    this.end();
    this.title = title;
    this.total = stackCount;
    this.finishedCount = 0;
    this.startedAt = this.clock();
    this.forecast.begin(title, stackCount);
    this.line(`${title}: ${stackCount} ${stackCount === 1 ? "stack" : "stacks"}${this.left()}`);
    this.startTimer();
  }

  progress(stack: string, progress: StackProgress): void {
    const before = this.running.get(stack);
    this.running.set(stack, { ...progress, since: before?.since ?? this.clock() });
    if (before?.phase !== progress.phase && !this.stream.isTTY) this.line(`  ${stack}: ${progress.phase}`);
  }

  finished(stack: string, result: string, seconds: number): void {
    this.running.delete(stack);
    this.finishedCount += 1;
    this.forecast.finished();
    this.line(`  ${stack}: ${result} (${formatSeconds(seconds)})`);
  }

  note(text: string): void {
    this.line(text);
  }

  pause(): () => void {
    this.stopTimer();
    this.pausedAt ??= this.now();
    return () => {
      if (this.pausedAt === undefined) return;
      this.goOn();
      this.startTimer();
    };
  }

  end(complete = false): void {
    this.stopTimer();
    this.goOn();
    this.running.clear();
    this.forecast.end(complete);
  }

  /** Redraws, or reminds a log that the run is alive. Called by the timer. */
  tick(): void {
    if (this.stream.isTTY) {
      this.erase();
      this.draw();
    } else if (this.running.size > 0 && this.now() - this.lastOutputAt >= 15_000) {
      this.line([`  ${this.header()}`, ...this.runningLines()].join("\n"));
    }
  }

  private header(): string {
    const elapsed = formatSeconds((this.clock() - this.startedAt) / 1000);
    return `${this.title}: ${this.finishedCount}/${this.total} stacks, ${elapsed}${this.left()}`;
  }

  private left(): string {
    const seconds = this.forecast.remaining();
    return seconds === undefined ? "" : `, ${formatRemaining(seconds)}`;
  }

  private runningLines(): string[] {
    return [...this.running.entries()].map(([stack, { phase, done, total, since }]) => {
      const resources = total > 0 ? ` ${Math.min(done, total)}/${total}` : done > 0 ? ` ${done}` : "";
      return `    ${stack}: ${phase}${resources} ${formatSeconds((this.clock() - since) / 1000)}`;
    });
  }

  /** Without the time in which somebody was asked. */
  private clock(): number {
    return (this.pausedAt ?? this.now()) - this.pausedFor;
  }

  private goOn(): void {
    if (this.pausedAt !== undefined) this.pausedFor += this.now() - this.pausedAt;
    this.pausedAt = undefined;
  }

  private startTimer(): void {
    this.timer = setInterval(() => this.tick(), this.stream.isTTY ? 250 : 1000);
    this.timer.unref();
  }

  private stopTimer(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.erase();
  }

  private line(text: string): void {
    this.erase();
    this.stream.write(`${text}\n`);
    this.lastOutputAt = this.now();
    if (this.stream.isTTY && this.timer !== undefined) this.draw();
  }

  private draw(): void {
    const width = (this.stream.columns ?? 80) - 1;
    const lines = [this.header(), ...this.runningLines()].map((line) => line.slice(0, width));
    this.stream.write(`${lines.join("\n")}\n`);
    this.drawnLines = lines.length;
  }

  private erase(): void {
    if (this.drawnLines > 0) this.stream.write(`\u001b[${this.drawnLines}A\u001b[0J`);
    this.drawnLines = 0;
  }
}
