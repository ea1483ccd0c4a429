/** Something that cannot be judged, with the reason. It is no "allowed" and no "does not deny" either. */
export class Unknown {
  constructor(readonly detail: string) {}
}

/** Answer to a question about a statement, where AWS's documentation answers it. */
export type Verdict = boolean | Unknown;

/** Part of a policy document that the documentation of IAM does not have, found while the document is compiled. */
export class PolicyProblem extends Error {
  /** @param index Position of the statement, from 0. */
  constructor(
    message: string,
    readonly index = 0,
  ) {
    super(message);
  }
}

/** Runs the work on one statement; a problem in it says in which. */
export function inStatement<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof PolicyProblem ? new PolicyProblem(`statement ${index}: ${error.message}`, index) : error;
  }
}

/** Conjunction: one `false` decides, whatever is unknown beside it. */
export function allOf(questions: readonly (() => Verdict)[]): Verdict {
  let result: Verdict = true;
  for (const question of questions) {
    const verdict = question();
    if (verdict === false) return false;
    if (verdict instanceof Unknown) result = verdict;
  }
  return result;
}

/** Disjunction: one `true` decides, whatever is unknown beside it. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.find((verdict) => verdict instanceof Unknown) ?? false;
}

/** Negation: the opposite of what is unknown is unknown. */
export function not(verdict: Verdict): Verdict {
  return verdict instanceof Unknown ? verdict : !verdict;
}
