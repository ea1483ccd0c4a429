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
 * begins a phase or is finished, and every 15 seconds while nothing ends).
 */
export class RunDisplay implements Reporter {
  private title = "";
  private total = 0;
  private finishedCount = 0;
  private startedAt = 0;
  private drawnLines = 0;
  private lastOutputAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly stream: DisplayStream,
    private readonly now: () => number = Date.now,
  ) {}

  begin(title: string, stackCount: number): void {
    this.end();
    this.title = title;
    this.total = stackCount;
    this.finishedCount = 0;
    this.startedAt = this.now();
    this.line(`${title}: ${stackCount} ${stackCount === 1 ? "stack" : "stacks"}`);
    this.timer = setInterval(() => this.tick(), this.stream.isTTY ? 250 : 1000);
    this.timer.unref();
  }

  progress(stack: string, progress: StackProgress): void {
    const before = this.running.get(stack);
    this.running.set(stack, { ...progress, since: before?.since ?? this.now() });
    if (before?.phase !== progress.phase && !this.stream.isTTY) this.line(`  ${stack}: ${progress.phase}`);
  }

  finished(stack: string, result: string, seconds: number): void {
    this.running.delete(stack);
    this.finishedCount += 1;
    this.line(`  ${stack}: ${result} (${formatSeconds(seconds)})`);
  }

  note(text: string): void {
    this.line(text);
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.erase();
    this.running.clear();
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
    return `${this.title}: ${this.finishedCount}/${this.total} stacks, ${formatSeconds((this.now() - this.startedAt) / 1000)}`;
  }

  private runningLines(): string[] {
    return [...this.running.entries()].map(([stack, { phase, done, total, since }]) => {
      const resources = total > 0 ? ` ${Math.min(done, total)}/${total}` : done > 0 ? ` ${done}` : "";
      return `    ${stack}: ${phase}${resources} ${formatSeconds((this.now() - since) / 1000)}`;
    });
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
