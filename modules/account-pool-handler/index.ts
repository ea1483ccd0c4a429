export { AccountPoolHandler, type AccountPoolHandlerProps } from "./account-pool-handler";
