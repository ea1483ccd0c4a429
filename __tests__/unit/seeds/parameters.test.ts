import { readParameters, sampleParameters, SeedError, TEMPLATES, templateOf } from "../../../seeds";

const REGRESSION = templateOf("regression");

interface Sample {
  readonly build: object;
  readonly stages: readonly Record<string, unknown>[];
}
const SAMPLE = sampleParameters(REGRESSION) as Sample;

/** Lines about the sample with changes. */
function problems(changes: object): string[] {
  try {
    readParameters(REGRESSION, { ...SAMPLE, ...changes });
  } catch (error) {
    if (error instanceof SeedError) return error.message.split("\n");
    throw error;
  }
  return [];
}

const stages = (changes: object): object => ({ stages: [{ ...SAMPLE.stages[0], ...changes }, SAMPLE.stages[1]] });

describe("parameters of a template", () => {
  it.each(TEMPLATES.map((template) => [template.name, template] as const))(
    "accept the sample of %s and fill in defaults",
    (name, template) => {
      const read = readParameters(template, sampleParameters(template));
      expect(read).toMatchObject({ useCase: `sample-${name}`, modelPackageGroup: `sample-${name}` });
      expect(read.build).toMatchObject({ kmsKey: null, subnets: [], projectId: null });
    },
  );

  it.each([
    [
      "a number for an account",
      stages({ account: 222222222222 }),
      "stages[0].account: got 222222222222; allowed: 12 digits",
    ],
    [
      "a Region that is none",
      stages({ region: "Ireland" }),
      'stages[0].region: got "Ireland"; allowed: a Region such as eu-west-1',
    ],
    ["a key with a capital", { useCase: "Churn" }, 'useCase: got "Churn"; allowed: 3 to 32 of a-z'],
    ["markup in a title", { title: "<b>Churn</b>" }, 'title: got "<b>Churn</b>"; allowed: 1 to 80 letters'],
    ["an owner without @", { owners: ["team"] }, 'owners[0]: got "team"; allowed: @person'],
    ["no owner", { owners: [] }, "owners: got []; allowed: a list of 1 to 20"],
    ["an owner twice", { owners: ["@a", "@a"] }, 'owners[1]: got "@a"; allowed: each value once'],
    ["no stage", { stages: [] }, "stages: got []; allowed: a list of 1 to 10"],
    ["something that is missing", { team: undefined }, "team: got nothing; allowed: 1 to 80 letters"],
    ["an unknown parameter", { tema: "x" }, 'tema: got "x"; allowed: useCase, title, team'],
    ["an unknown option", { options: { serving: "batch", size: "xl" } }, 'options.size: got "xl"; allowed: serving'],
    ["an option of another value", { options: { serving: "sometimes" } }, "allowed: endpoint, batch; fix: choose"],
    ["a text for a list", { owners: "@a" }, 'owners: got "@a"; allowed: a list'],
    ["a list for an object", { build: [] }, "build: got []; allowed: an object; fix: give name, account"],
    ["production without approval", stages({ production: true }), "stages[0].approval: got false; allowed: true"],
    ["a stage twice", stages({ name: "prod" }), 'stages[1].name: got "prod"; allowed: each name once'],
    [
      "a boundary of another account",
      stages({ permissionsBoundary: "arn:aws:iam::999999999999:policy/boundary" }),
      "allowed: an ARN of account 222222222222",
    ],
    [
      "a key of another Region",
      stages({ kmsKey: "arn:aws:kms:us-east-1:222222222222:key/0123" }),
      "stages[0].kmsKey: got",
    ],
    ["subnets without security groups", stages({ subnets: ["subnet-01234567"] }), "both subnets and securityGroups"],
    ["a stage that is the build's name elsewhere", stages({ name: "dev" }), "stages[0].account: got"],
  ])("refuse %s with path, value, what is allowed and what to do", (_, changes, expected) => {
    const lines = problems(changes);
    expect(lines.join("\n")).toContain(expected);
    for (const line of lines) expect(line).toMatch(/^\S+: got .+; allowed: .+; fix: .+$/);
  });

  it("tell all problems at once", () => {
    expect(problems({ ...stages({ account: "1" }), useCase: "x", title: "" })).toHaveLength(3);
  });

  it("take a policy of AWS as boundary, and nothing but an object as a whole", () => {
    expect(problems(stages({ permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" }))).toEqual([]);
    expect(() => readParameters(REGRESSION, "churn")).toThrow('parameters: got "churn"; allowed: an object');
  });

  it("name the templates when one is unknown", () => {
    expect(() => templateOf("classification")).toThrow('got "classification"; allowed: regression');
  });
});
