export { credentialsOf, type AssumedRole } from "./credentials";
