import type { Affected } from "../model";
import { matrixEntries } from "./matrix";

/** Jobs that one matrix may have. @see https://docs.github.com/en/actions/reference/limits */
const LIMIT = 256;

/**
 * `{"include":[{"stage","stack","wave","reason"}]}` on one line, for `strategy.matrix: ${{ fromJSON(...) }}`. Without an affected
 * stack the list is empty, which GitHub refuses as a matrix: guard the job with an `if`.
 */
export function formatGithubMatrix(affected: Affected): string {
  return JSON.stringify({ include: matrixEntries(affected, LIMIT) });
}
