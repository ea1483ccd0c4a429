// Type-aware lint, and the import direction of docs/architecture.md: main -> environments -> stacks -> modules,
// contracts a leaf; functions and sandbox never see CDKTF code.
const tseslint = require("typescript-eslint");
const importPlugin = require("eslint-plugin-import");

const zone = (target, from, message) => ({ target: `./${target}`, from: from.map((f) => `./${f}`), message });

module.exports = tseslint.config(
  { ignores: ["node_modules/**", "cdktf.out/**", ".smus/**", "coverage/**", "*.config.js", "*.sequencer.js"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { import: importPlugin },
    settings: { "import/resolver": { node: { extensions: [".ts", ".js", ".json"] } } },
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-aws",
              message:
                "import one resource, for example @cdktf/provider-aws/lib/iam-role: the root costs 789 MB to type-check",
            },
          ],
        },
      ],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "only entry points read process.env; pass values on" },
      ],
      "import/no-cycle": ["error", { ignoreExternal: true }],
      "import/no-restricted-paths": [
        "error",
        {
          zones: [
            zone(
              "contracts",
              ["environments", "stacks", "modules", "functions", "sandbox", "runner", "scripts"],
              "contracts/ is a leaf",
            ),
            zone(
              "modules",
              ["stacks", "environments", "functions", "sandbox", "runner", "scripts"],
              "modules import contracts and modules only",
            ),
            zone(
              "stacks",
              ["functions", "sandbox", "runner", "scripts"],
              "stacks import environments' types, modules and contracts",
            ),
            zone(
              "environments",
              ["stacks", "modules", "functions", "sandbox", "runner", "scripts"],
              "environments hold data, schema and rules",
            ),
            zone(
              "functions",
              ["stacks", "modules", "environments", "sandbox", "runner", "scripts"],
              "functions import contracts only",
            ),
            zone("sandbox", ["stacks", "modules", "functions", "scripts"], "the sandbox never sees CDKTF code"),
            zone(
              "pipelines",
              ["stacks", "modules", "functions", "sandbox", "scripts"],
              "pipelines run commands; they never see constructs",
            ),
            zone(
              "adoption",
              ["stacks", "modules", "functions", "sandbox", "scripts"],
              "adoption reads AWS and writes environment files; it never sees constructs",
            ),
            zone(
              "runner",
              ["stacks", "modules", "functions", "sandbox", "scripts", "adoption"],
              "the runner drives terraform; it never sees constructs",
            ),
            zone(
              "topology",
              ["stacks", "modules", "functions", "sandbox", "scripts"],
              "the topology page is made from environments and contracts; its command also uses the runner",
            ),
            ...["model", "plan", "page", "markdown"].map((part) =>
              zone(`topology/${part}`, ["runner"], "only topology/command uses the runner"),
            ),
            ...["contracts", "environments", "modules", "stacks", "functions", "runner", "sandbox"].map((folder) =>
              zone(folder, ["topology"], "nothing but its entry point imports the topology page"),
            ),
          ],
        },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: [
      "main.ts",
      "scripts/**/*.ts",
      "sandbox/**/*.ts",
      "runner/**/*.ts",
      "functions/**/*.ts",
      "__tests__/**/*.ts",
    ],
    rules: { "no-restricted-properties": "off" },
  },
);
