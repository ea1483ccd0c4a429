/** Texts of blobs that are kept, at most. */
const KEPT = 2000;

/** Texts of blobs by their id: what has an id never changes, and while a merge request is open the same files are compared at every look. */
export class Blobs {
  private readonly texts = new Map<string, string>();

  /** Texts of paths. @param read - text of a file by the id of its blob, or by its path */
  public async textsOf(
    ids: ReadonlyMap<string, string>,
    paths: readonly string[],
    read: (id: string, path: string) => Promise<string>,
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    // One after the other: hosts count requests at once against a second limit.
    for (const path of paths) {
      const id = ids.get(path);
      if (id !== undefined) found.set(path, await this.textOf(id, () => read(id, path)));
    }
    return found;
  }

  private async textOf(id: string, read: () => Promise<string>): Promise<string> {
    const known = this.texts.get(id);
    if (known !== undefined) return known;
    const text = await read();
    if (this.texts.size >= KEPT) this.texts.clear();
    this.texts.set(id, text);
    return text;
  }
}
