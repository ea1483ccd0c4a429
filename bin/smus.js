#!/usr/bin/env node
// Starts the program: the sources of a clone, which are compiled as they are loaded, or the compiled code of the package.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "..", "cli", "main.ts"))) {
  require("./typescript");
  require("../cli/main");
} else {
  require("../dist/cli/main");
}
