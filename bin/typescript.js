// Lets Node load the TypeScript of this project; every program, thread and test process of a clone begins with it. Types are
// not checked here (npm run check does that). Stage files do not come here: configuration/load compiles them.
const { transformSync } = require("@swc/core");
const { addHook } = require("pirates");

const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: "inline",
  module: { type: "commonjs" },
  jsc: { target: "es2022", keepClassNames: true, parser: { syntax: "typescript" } },
};

process.setSourceMapsEnabled(true);
addHook((code, filename) => transformSync(code, { ...options, filename }).code, { exts: [".ts"] });
