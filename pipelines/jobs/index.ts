/** Steps that only jobs of pipelines do. */
export { writeCredentials, type CredentialsRequest } from "./credentials";
export { publishReport, reportText } from "./report";
