// Lets Node load the TypeScript of this project; every program, thread and test process of a clone begins with it.
require("ts-node").register({ project: require("node:path").join(__dirname, "..", "tsconfig.json") });
