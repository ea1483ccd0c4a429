export { isProducer, parseStackFile, type RemoteRead, type StackBackend, type StackFile } from "./stack-file";
export { readStacks, synthesize, type SynthesisRequest, type SynthesizedStack } from "./synthesize";
