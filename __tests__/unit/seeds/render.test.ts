import {
  CODE_HOSTS,
  MARKER_FILE,
  readParameters,
  renderRepository,
  sampleParameters,
  templateOf,
} from "../../../seeds";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "../../../seeds";
import { allRendered, rendered, parametersOf } from "../../support/seeds/rendered";

const samples = allRendered();
const text = (files: ReadonlyMap<string, { text: string }>, path: string): string => files.get(path)?.text ?? "";

describe("a rendered repository", () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "%s has what a team needs, and nothing half-done",
    (_, sample) => {
      const paths = [...sample.files.keys()];
      expect(paths).toEqual([...paths].sort());
      expect(paths).toEqual(
        expect.arrayContaining([
          "README.md",
          "CODEOWNERS",
          "check",
          "usecase.json",
          "settings.json",
          MARKER_FILE,
          ".gitignore",
        ]),
      );
      expect(paths.filter((path) => /dot-|__pycache__|\.pyc$/.test(path))).toEqual([]);
      for (const [path, { text: content }] of sample.files) {
        expect({ path, crlf: content.includes("\r"), end: content.endsWith("\n") || content === "" }).toEqual({
          path,
          crlf: false,
          end: true,
        });
        if (path.endsWith(".md")) expect(content).not.toMatch(/\{\{|\}\}/);
        if (path.endsWith(".json")) expect(() => JSON.parse(content) as unknown).not.toThrow();
      }
      expect(sample.files.get("check")?.mode).toBe("100755");
      expect(text(sample.files, "README.md")).toContain(`sample-${sample.template}`);
    },
  );

  it("is the same every time, and the same for both kinds of GitHub but for their workflows", () => {
    const again = allRendered();
    expect(again.map(({ marker }) => marker.digest)).toEqual(samples.map(({ marker }) => marker.digest));
    const [github, server] = (["github", "github-enterprise-server"] as const).map((host) =>
      rendered("regression", "build", host),
    );
    for (const [path, file] of github.files)
      if (!path.startsWith(".github/") && path !== MARKER_FILE) expect(server.files.get(path)).toEqual(file);
  });

  it("holds no key, no token and no address of a code host", () => {
    for (const { files } of samples)
      for (const [path, { text: content }] of files)
        if (!path.startsWith("tests/"))
          expect({
            path,
            found: /AKIA|ghp_|glpat-|:\/\/[^/\s]*@|github\.com\/|gitlab\.com/.exec(content)?.[0],
          }).toEqual({ path, found: undefined });
  });

  it("never names a latest version", () => {
    for (const { files, kind } of samples)
      for (const [path, { text: content }] of files)
        if (kind === "deploy" && path.endsWith(".tf"))
          expect(content.replace(/#.*/g, "")).not.toMatch(/most_recent|latest/);
  });

  it("escapes what people wrote where Markdown would read it", () => {
    const { files } = rendered("regression", "build", "github", { title: "Churn_ (v2) & more" });
    expect(text(files, "README.md")).toMatch(/^# Churn\\_ \(v2\) \\& more: build/);
  });

  it("gives everything in the use case's file its place, so that readers need no defaults", () => {
    const { files } = rendered("regression", "deploy");
    const useCase = JSON.parse(text(files, "usecase.json")) as { stages: Record<string, object>; build: object };
    expect(Object.keys(useCase.stages)).toEqual(["test", "prod"]);
    for (const place of [useCase.build, ...Object.values(useCase.stages)])
      expect(Object.keys(place)).toEqual(
        expect.arrayContaining(["account", "region", "bucket", "kmsKey", "subnets", "securityGroups", "projectId"]),
      );
  });

  it("leaves what decides accounts, roles and approvals to the platform's owners", () => {
    for (const host of CODE_HOSTS) {
      const lines = text(rendered("regression", "deploy", host).files, "CODEOWNERS").split("\n");
      const owned = lines.filter((line) => line.endsWith("@acme/platform") && !line.includes("@acme/sample-team"));
      expect(owned.map((line) => line.split(" ")[0])).toEqual(
        expect.arrayContaining([
          "/usecase.json",
          "/CODEOWNERS",
          "/.smus/",
          host === "gitlab" ? "/.gitlab-ci.yml" : "/.github/",
        ]),
      );
      expect(lines[1]).toBe("* @acme/sample-team");
    }
  });

  it("tells which environments, variables and checks its code host must have", () => {
    expect(rendered("regression", "build").environments).toEqual([
      { name: "dev", tier: "development", approval: false, variables: ["SMUS_ROLE_ARN"] },
    ]);
    const { environments, requiredChecks } = rendered("regression", "deploy", "gitlab");
    expect(environments.map(({ name, tier, approval }) => [name, tier, approval])).toEqual([
      ["test", "staging", false],
      ["prod", "production", true],
    ]);
    expect(requiredChecks).toEqual(["check"]);
  });

  it("serves as the options say", () => {
    const infrastructure = (serving: string): string[] =>
      [...rendered("regression", "deploy", "github", { options: { serving } }).files.keys()].filter((path) =>
        path.startsWith("infrastructure/"),
      );
    expect(infrastructure("endpoint")).toContain("infrastructure/endpoint.tf");
    expect(infrastructure("endpoint")).not.toContain("infrastructure/batch.tf");
    expect(infrastructure("batch")).toContain("infrastructure/batch.tf");
    expect(infrastructure("batch")).not.toContain("infrastructure/endpoint.tf");
  });
});

describe("mistakes in a template", () => {
  const template = templateOf("regression");
  const render = (folders: readonly string[], source: Record<string, Record<string, string>>) => {
    const kind = "build";
    const changed: Template = {
      ...template,
      repositories: {
        ...template.repositories,
        build: { folders: folders.map((folder) => ({ folder })), pipelines: () => [] },
      },
    };
    return renderRepository(
      { template: changed, kind, host: "gitlab", parameters: parametersOf("regression") },
      (folder) => new Map(Object.entries(source[folder])),
    );
  };

  it("are found: a path in two folders, and one that is generated", () => {
    expect(() => render(["a", "b"], { a: { "x.py": "" }, b: { "x.py": "" } })).toThrow("x.py: got");
    expect(() => render(["a"], { a: { "usecase.json": "" } })).toThrow("usecase.json: got");
  });

  it("are found: a placeholder that does not exist", () => {
    expect(() => render(["a"], { a: { "README.md": "{{nothing}}" } })).toThrow(
      'a/README.md: got "{{nothing}}"; allowed: useCase',
    );
    expect(() => render(["a"], { a: { "README.md": "{{constructor}}" } })).toThrow("{{constructor}}");
  });

  it("do not come from line ends of a checkout: the text has LF, and ends with one", () => {
    const { files } = render(["a"], { a: { "x.py": "a\r\nb", "dot-ignore": "x" } });
    expect(text(files, "x.py")).toBe("a\nb\n");
    expect([...files.keys()]).toContain(".ignore");
  });
});

test("every folder of files belongs to a template", () => {
  const root = join(__dirname, "../../../seeds/files");
  const used = new Set<string>();
  for (const { template, kind, options } of samples) {
    const found = templateOf(template);
    const parameters = readParameters(found, { ...sampleParameters(found), options });
    renderRepository({ template: found, kind, host: "gitlab", parameters }, (folder) => (used.add(folder), new Map()));
  }
  expect(readdirSync(root).sort()).toEqual([...used].sort());
});
