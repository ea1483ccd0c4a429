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
export { readStacks, runNode, synthesize, type SynthesisRequest, type SynthesizedStack } from "./synthesize";
export { synthesizeStages, type StagesRequest } from "./synthesize-stages";
