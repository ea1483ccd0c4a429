export { AccountPool, type AccountPoolProps } from "./account-pool";
