import type { KeptBlueprintsRequest } from "../../../contracts/control-plane";
import { destroyStage } from "../../../runner";
import { Workbench } from "./support/workbench";

const STACKS = { "fin-foundation": [], "fin-association": [], "mkt-association": [], "gov-projects": [] };
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(STACKS);
  for (const account of ["fin", "mkt"]) givenInvocations(account, "association", [blueprint("Tooling", account)]);
  givenInvocations("gov", "projects", [project("p-1"), project("p-2")]);
  bench.givenState("fin-foundation", "full");
});
afterEach(() => bench.dispose());

const invocation = (input: object, result: object, functionName: string) => ({
  mode: "managed",
  type: "aws_lambda_invocation",
  name: JSON.stringify(input),
  instances: [
    { attributes: { function_name: functionName, input: JSON.stringify(input), result: JSON.stringify(result) } },
  ],
});
const blueprint = (name: string, account: string) =>
  invocation(
    { kind: "BlueprintConfiguration", key: `dev/${name}`, properties: { domainId: "dzd-1", blueprint: name } },
    { id: "b" },
    `${account}-function`,
  );
const project = (id: string) =>
  invocation({ kind: "Project", key: `dev/${id}`, properties: {} }, { id }, "gov-function");

function givenInvocations(account: string, layer: string, resources: readonly object[]): void {
  bench.givenObject(account, `smus/dev/${account}/${layer}/terraform.tfstate`, { version: 4, resources });
}

/** Functions that know of projects by account: those that do not leave stand against the destruction. */
function destroy(projects: Readonly<Record<string, readonly string[]>>, stacks?: readonly string[]) {
  const asked: Record<string, KeptBlueprintsRequest> = {};
  const outcome = destroyStage({
    ...bench.options(),
    stacks,
    openStateStore: bench.openStateStore,
    invoke: (_provider, functionName) => (event) => {
      const request = event as KeptBlueprintsRequest;
      asked[functionName] = request;
      const left = (projects[functionName] ?? []).filter((id) => !request.leaving?.includes(id));
      return Promise.resolve({ refusal: left.length === 0 ? "" : `projects in it: ${left.join(", ")}` });
    },
  });
  return outcome.then((ended) => ({ ...ended, asked }));
}
const applies = () => bench.calls().filter((call) => call.endsWith(" apply"));

describe("destroying the blueprints of an account", () => {
  test("is refused before anything is destroyed, where projects stay in it", async () => {
    const outcome = await destroy({ "fin-function": ["p-1"] }, ["fin-association"]);
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stacks).toMatchObject([
      { stack: "fin-association", status: "failed", errors: [{ detail: "projects in it: p-1" }] },
    ]);
    expect(applies()).toEqual([]);
  });

  test("asks the account's own function for everything that it has of the stage", async () => {
    const { asked } = await destroy({}, ["fin-association", "mkt-association"]);
    const request = { action: "blueprints", domainId: "dzd-1", scope: "dev", blueprints: {}, leaving: [] };
    expect(asked).toEqual({ "fin-function": request, "mkt-function": request });
  });

  test("goes through where the same run destroys the projects first", async () => {
    const outcome = await destroy({ "fin-function": ["p-1", "p-2"] });
    expect(outcome.exitCode).toBe(0);
    expect(applies()).toHaveLength(4);
  });

  test("is refused where people have made a project beside those of the run", async () => {
    const outcome = await destroy({ "mkt-function": ["p-1", "theirs"] });
    expect(outcome.stacks.flatMap(({ errors }) => errors.map(({ detail }) => detail))).toEqual([
      "projects in it: theirs",
    ]);
    expect(applies()).toEqual([]);
  });

  test("counts projects that are not planned to be destroyed", async () => {
    bench.scenario({ "gov-projects": { plan: [{ exit: 0 }] } });
    expect((await destroy({ "fin-function": ["p-1"] })).exitCode).toBe(1);
  });

  test("asks nobody where no blueprint is left", async () => {
    givenInvocations("fin", "association", []);
    const { asked, exitCode } = await destroy({ "fin-function": ["p-9"] }, ["fin-association"]);
    expect({ asked, exitCode }).toEqual({ asked: {}, exitCode: 0 });
  });

  test("destroys nothing where the function cannot be asked", async () => {
    const outcome = await destroyStage({
      ...bench.options(),
      openStateStore: bench.openStateStore,
      invoke: () => () => Promise.reject(new Error("cannot be invoked")),
    });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stacks.flatMap(({ errors }) => errors.map(({ summary }) => summary))).toContain("cannot be invoked");
    expect(applies()).toEqual([]);
  });
});
