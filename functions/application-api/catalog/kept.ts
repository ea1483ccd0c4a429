/** Answers that are kept for a while in one instance of the function; the oldest goes where there are too many. */
export class Kept<T> {
  private readonly answers = new Map<string, { readonly until: number; readonly answer: T }>();

  public constructor(
    private readonly clock: () => string,
    private readonly seconds: number,
    private readonly most = 1000,
  ) {}

  /** The answer that is kept under a name, or a new one. An answer that is nothing is not kept. */
  public async of(name: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.parse(this.clock());
    const known = this.answers.get(name);
    if (known !== undefined && known.until > now) return known.answer;
    const answer = await ask();
    this.answers.delete(name);
    if (answer === undefined) return answer;
    if (this.answers.size >= this.most) {
      const [oldest] = this.answers.keys();
      this.answers.delete(oldest);
    }
    this.answers.set(name, { until: now + this.seconds * 1000, answer });
    return answer;
  }
}
