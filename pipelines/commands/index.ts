export { acceptCommand } from "./accept";
export { credentialsCommand } from "./credentials";
export { pipelinesCommand } from "./pipelines";
export { reportCommand } from "./report";
