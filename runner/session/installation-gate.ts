/**
 * Lets the first installation of a set of providers run alone, until one has succeeded.
 *
 * Terraform's plugin cache is not safe to fill by several `init` at the same time, as its documentation says. Where providers
 * run already, the first `init` makes what all others copy ({@link saveInstallation}), so it pays to wait for it.
 */
export class InstallationGate {
  private readonly installed = new Set<string>();
  private underWay: Promise<void> = Promise.resolve();

  /**
   * Runs an installation, alone where nothing has been installed for the key yet.
   *
   * @param key what is installed; others may be installed meanwhile only where theirs is known, too
   * @param succeeded whether what `run` answers means that everything is installed now
   */
  async pass<T>(key: string, run: () => Promise<T>, succeeded: (outcome: T) => boolean): Promise<T> {
    if (this.installed.has(key)) return run();
    const before = this.underWay;
    let release: () => void = () => undefined;
    this.underWay = new Promise<void>((done) => (release = done));
    try {
      await before;
      if (this.installed.has(key)) {
        release();
        return await run();
      }
      const outcome = await run();
      if (succeeded(outcome)) this.installed.add(key);
      return outcome;
    } finally {
      release();
    }
  }
}
