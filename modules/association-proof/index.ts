export { AssociationProof, type AssociationProofProps } from "./association-proof";
