export { applicationKeyPolicy, type ApplicationKeyPolicyProps } from "./application-key-policy";
export { DATAZONE_KEY_TAGS, EncryptionKey, type EncryptionKeyProps } from "./encryption-key";
export { dataKeyPolicy, type DataKeyPolicyProps } from "./data-key-policy";
export { domainKeyPolicy, type DomainKeyPolicyProps } from "./domain-key-policy";
export { accountAdministration, stateKeyPolicy, type KeyAccount } from "./account-administration";
