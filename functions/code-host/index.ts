/** Connection to code hosts, for functions: requests with tokens, certificates of private authorities, patience. */
export { apiBase } from "./addresses";
export { connect, type Connection } from "./authorized";
export { HostThrottles, HostUnreachable, saidIn, type HostAnswer, type HostRequest, type Transport } from "./message";
export type { Patience } from "./patience";
export { HostSecretError, parseSecret, type HostSecret, type SecretReader } from "./secret";
