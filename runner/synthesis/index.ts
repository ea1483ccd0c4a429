export { readManifest } from "./manifest";
export { keyOf, Precedence, type PlacedStack } from "./precedence";
export {
  isProducer,
  parseBackend,
  parseRemoteStates,
  parseStackFile,
  type JsonObject,
  type RemoteRead,
  type StackBackend,
  type StackFile,
} from "./stack-file";
export { runNode, type NodeRun } from "./run-node";
export { readStacks, synthesize, type SynthesisRequest, type SynthesizedStack } from "./synthesize";
export { synthesizeStages, type StagesRequest } from "./synthesize-stages";
