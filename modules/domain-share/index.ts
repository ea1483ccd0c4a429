export { DomainShare, type DomainShareProps } from "./domain-share";
export { ShareAccepter, type ShareAccepterProps } from "./share-accepter";
