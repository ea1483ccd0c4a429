export { topologyCommand } from "./command";
