export { ConfigurationError } from "./configuration-error";
export { isSameWord, nearest } from "./nearest";
export { formatPath, PathSet, type Path } from "./path";
export { formatProblem, formatProblems, isWarning, problem, show, type Problem, type ProblemParts } from "./problem";
export { describeThrown, stackOf } from "./thrown";
export { Unreadable } from "./unreadable";
