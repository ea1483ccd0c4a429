export { NoCredentialsError } from "./accounts";
export { CHECKS, FIRST_QUESTIONS } from "./checks";
export { PREFLIGHT_CODES, type PreflightCodeEntry } from "./codes";
export type { Finding, Waiting } from "./finding";
export { preflight, type PreflightReport, type PreflightRequest } from "./preflight";
export { preflightJson } from "./report/json";
export { preflightText } from "./report/text";
