#!/usr/bin/env node
// Starts the program: the sources in a clone, which are compiled as they are loaded, or the compiled code of a package.
require("./typescript");
require("../cli/main");
