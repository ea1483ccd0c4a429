/**
 * Which top-level folder may import which: the architecture as data. ESLint enforces it, and a test draws the arrows that
 * are there (`__tests__/unit/docs/arrows.test.ts`). Everybody may import `contracts`, which is a leaf.
 *
 * Plain JavaScript, because ESLint's configuration reads it.
 */
const ARROWS = {
  contracts: [],
  "packages/emulator": [],
  environments: ["configuration"],
  configuration: ["contracts"],
  functions: ["contracts"],
  modules: ["contracts"],
  stacks: ["configuration", "contracts", "modules"],
  "main.ts": ["configuration", "contracts", "stacks"],
  runner: ["configuration", "contracts"],
  adoption: ["configuration", "contracts", "runner"],
  "deploy-role": ["configuration", "contracts", "stacks"],
  pipelines: ["configuration", "contracts", "runner"],
  topology: ["configuration", "contracts", "runner"],
  starter: ["configuration", "pipelines", "runner"],
  sandbox: ["configuration", "contracts", "packages/emulator", "runner"],
  cli: [
    "adoption",
    "configuration",
    "contracts",
    "deploy-role",
    "main.ts",
    "pipelines",
    "runner",
    "sandbox",
    "starter",
    "topology",
  ],
};

/** What only developers of the project run: nothing imports it. */
const TOPS = ["tools"];

module.exports = { ARROWS, TOPS };
