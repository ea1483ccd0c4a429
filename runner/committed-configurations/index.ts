export { committedFiles } from "./committed-files";
export { compareCommitted, writeCommitted, type CommittedDifference } from "./committed-directory";
