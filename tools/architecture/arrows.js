/**
 * Which top-level folder may import which: the architecture as data. ESLint enforces it, and a test draws the arrows that
 * are there (`__tests__/unit/tools/arrows.test.ts`). Everybody may import `contracts`, which is a leaf.
 *
 * Plain JavaScript, because ESLint's configuration reads it.
 */
const ARROWS = {
  contracts: [],
  governance: ["contracts"],
  aws: [],
  formats: [],
  seeds: ["formats"],
  "packages/emulator": [],
  audit: ["aws", "formats", "governance"],
  environments: ["configuration"],
  configuration: ["contracts", "governance"],
  functions: ["audit", "aws", "contracts", "governance", "seeds"],
  modules: ["contracts", "portal", "seeds"],
  stacks: ["configuration", "contracts", "modules"],
  "main.ts": ["configuration", "formats", "stacks"],
  runner: ["aws", "configuration", "contracts", "formats"],
  preflight: ["aws", "configuration", "contracts"],
  adoption: ["aws", "configuration", "contracts", "formats", "runner"],
  "deploy-role": ["configuration", "contracts", "stacks"],
  pipelines: ["aws", "configuration", "runner"],
  pages: ["contracts"],
  portal: ["contracts", "governance", "pages"],
  topology: ["configuration", "contracts", "formats", "pages", "runner"],
  sandbox: ["configuration", "contracts", "deploy-role", "formats", "packages/emulator", "runner"],
  starter: ["configuration", "pipelines", "runner"],
  cli: [
    "adoption",
    "audit",
    "configuration",
    "contracts",
    "deploy-role",
    "governance",
    "main.ts",
    "pipelines",
    "preflight",
    "runner",
    "sandbox",
    "seeds",
    "starter",
    "topology",
  ],
};

/** What only developers of the project run: nothing imports it. */
const TOPS = ["tools"];

module.exports = { ARROWS, TOPS };
