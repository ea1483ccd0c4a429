/** The program `smus`; `bin/smus.js` starts it. */
import { REGISTRY } from "./commands";
import { runProgram } from "./frame";

void runProgram(REGISTRY, process.argv.slice(2), process.env).then((exitCode) => {
  process.exitCode = exitCode;
});
