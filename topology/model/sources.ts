import { formatPath, type Path } from "../../configuration/problems";
import type { Source } from "./items";

/** Stage files by stage: their path relative to the working directory. */
export type StageFiles = Readonly<Record<string, string>>;

/** Finds the file of a stage; one that is not among the files is a mistake of the caller. */
export class Sources {
  constructor(private readonly files: StageFiles) {}

  /** The place of something in a stage's file. */
  at(stage: string, path: Path): Source {
    const file = this.files[stage];
    if (file === undefined) throw new Error(`no file of stage "${stage}"`);
    return { file, path: formatPath(path) };
  }
}

/** A source as people write it: `environments/dev.ts: profiles.finance-analytics`. */
export function formatSource({ file, path }: Source): string {
  return `${file}: ${path}`;
}
