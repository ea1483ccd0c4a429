export { ArtifactStore, type ArtifactReaders, type ArtifactStoreProps } from "./artifact-store";
export { DeployStates, type DeployStatesProps } from "./deploy-states";
