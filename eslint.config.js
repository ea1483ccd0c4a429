// Type-aware lint, and the import direction of docs/architecture.md, which is data in tools/architecture/arrows.js.
const tseslint = require("typescript-eslint");
const importPlugin = require("eslint-plugin-import");
const jsdoc = require("eslint-plugin-jsdoc");
const { ARROWS, TOPS } = require("./tools/architecture/arrows");

const zone = (target, from, message) => ({ target: `./${target}`, from: from.map((f) => `./${f}`), message });

/** Only stacks/engine replaces parts of the engine. */
const ENGINE_SYNTAX = [
  {
    selector:
      ":matches(ImportDeclaration[source.value=/^cdktf.lib/], CallExpression[callee.name='require'][arguments.0.value=/^cdktf.lib/])",
    message: "only stacks/engine uses modules that the engine does not export",
  },
  {
    selector: "ClassDeclaration[superClass.name=/^(TerraformStack|App)$/]",
    message: "extend FastStack (stacks/engine): only that folder replaces parts of the engine",
  },
];

/** Only aws/ and the functions' own clients.ts make clients of AWS: retries, endpoint and credentials are decided there. */
const CLIENT_SYNTAX = [
  {
    selector: [
      // As it is written, of a namespace (`s3.S3Client`), under another name, and loaded when it is needed.
      "NewExpression[callee.name=/Client$/]",
      "NewExpression[callee.property.name=/Client$/]",
      "ImportDeclaration[importKind!='type'][source.value=/^@aws-sdk.client-/] ImportSpecifier[importKind!='type'][imported.name=/Client$/]",
      "VariableDeclarator[init.type='AwaitExpression'][init.argument.type='ImportExpression'] Property[key.name=/Client$/]",
      ":matches(ImportDeclaration[importKind!='type'], ImportExpression)[source.value='@aws-sdk/credential-providers']",
    ].join(", "),
    message: "take the client from aws/clients: retries, endpoint and credentials are decided there",
  },
];

module.exports = tseslint.config(
  {
    ignores: [
      "node_modules/**",
      "cdktf.out/**",
      ".smus/**",
      "coverage/**",
      "dist/**",
      "*.config.js",
      "*.sequencer.js",
      "tools/architecture/arrows.js",
      "bin/**",
    ],
  },
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
      "no-restricted-syntax": ["error", ...ENGINE_SYNTAX, ...CLIENT_SYNTAX],
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "only programs read process.env (cli/environment.ts): take the variables as an argument",
        },
      ],
      "import/no-cycle": ["error", { ignoreExternal: true }],
      "import/no-restricted-paths": [
        "error",
        {
          zones: [
            ...Object.entries(ARROWS).map(([target, allowed]) => {
              const others = [...Object.keys(ARROWS), ...TOPS].filter(
                (from) => from !== target && !allowed.includes(from),
              );
              const message = `${target} may import ${allowed.length === 0 ? "nothing of the rest" : allowed.join(", ")} (tools/architecture/arrows.js)`;
              return zone(target, others, message);
            }),
            ...["model", "plan", "page", "markdown"].map((part) =>
              zone(`topology/${part}`, ["runner"], "only topology/saved-plans uses the runner"),
            ),
            {
              target: "./topology/page/browser",
              from: "./topology/model",
              except: ["./data.ts"],
              message: "the page's code runs without Node.js: it sees the shapes of topology/model/data alone",
            },
          ],
        },
      ],
      // A piece of Markdown is made to be written into a line.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        {
          allow: [
            { from: "lib", name: ["Error", "URL", "URLSearchParams"] },
            { from: "file", name: "Inline", path: "formats/markdown/inline.ts" },
          ],
        },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    // What users run finds its packages in a plain install: in `dependencies` of the nearest package.json.
    files: Object.keys(ARROWS).map((part) => (part.endsWith(".ts") ? part : `${part}/**/*.ts`)),
    // The sandbox's issuer is for developers; its program says what is missing.
    ignores: ["environments/**", "sandbox/issuer/**"],
    rules: { "import/no-extraneous-dependencies": ["error", { devDependencies: false }] },
  },
  {
    // What CONTRIBUTING.md says of comments and sizes.
    files: ["**/*.ts"],
    ignores: ["__tests__/**", "portal/api/operations.ts"],
    plugins: { jsdoc },
    rules: {
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            "ExportNamedDeclaration > VariableDeclaration",
            "TSInterfaceDeclaration",
            "TSTypeAliasDeclaration",
          ],
        },
      ],
    },
  },
  {
    // The first sentence of a comment says what a thing is or does: it begins with a noun or a verb.
    files: ["**/*.ts"],
    plugins: { jsdoc },
    rules: {
      "jsdoc/match-description": [
        "error",
        {
          contexts: ["any"],
          matchDescription: "^(?!(?:How|What|When|Where|Whether|Which|Who|Whom|Whose|Why)\\b)[\\s\\S]*$",
          message: "begin with a noun or a verb, not with a question word",
        },
      ],
    },
  },
  {
    // Programs that are a process of their own: cli/environment.ts says which variables there are. main.ts is one for cdktf.
    files: [
      "main.ts",
      "cli/main.ts",
      "packages/emulator/**/*.ts",
      "sandbox/providers/**/*.ts",
      "functions/**/*.ts",
      "tools/**/*.ts",
      "__tests__/**/*.ts",
    ],
    rules: { "no-restricted-properties": "off" },
  },
  { files: ["stacks/engine/**/*.ts"], rules: { "no-restricted-syntax": ["error", ...CLIENT_SYNTAX] } },
  { files: ["aws/**/*.ts", "functions/*/clients.ts"], rules: { "no-restricted-syntax": ["error", ...ENGINE_SYNTAX] } },
  { files: ["__tests__/**/*.ts"], rules: { "no-restricted-syntax": "off" } },
);
