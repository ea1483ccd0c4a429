/** A connection to a Git provider. */
export interface GitConnectionItem {
  readonly key: string;
  readonly name: string;
  /** Provider, and where it is installed, in words. */
  readonly at: string;
  /** Person or team that finishes it, in words. */
  readonly finishedBy: string;
  /** Page of the console on which that is done. */
  readonly console: string;
  /** Ids of the profiles, and of the projects with a connection of their own, that use it. */
  readonly usedBy: readonly string[];
  /** Status when a saved plan was made: `PENDING`, `AVAILABLE` or `ERROR`; absent where no plan says it. */
  readonly status?: string;
}
