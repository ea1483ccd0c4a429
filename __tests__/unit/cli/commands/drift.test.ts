import { driftCommand } from "../../../../cli/commands/drift";
import { usage } from "../../../../cli/frame";
import { RunDisplay } from "../../../../runner/progress";
import { Interruption } from "../../../../runner/terraform";

const run = (...argv: string[]): Promise<number> =>
  driftCommand.run({
    argv,
    environment: { SMUS_ENVIRONMENTS_DIR: "environments" },
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: () => undefined,
  });

describe("npm run drift", () => {
  test.each([
    [["--jsn", "x"], /--jsn.*known options: --stage, --all, --stack/],
    [["--all", "--stage", "dev"], /--all and --stage exclude each other/],
    [["--all", "--stack", "a-b"], /--all and --stack exclude each other/],
    [["--stage", "dev", "--json", "-", "--markdown", "-"], /exclude each other/],
    [["--stage", "dve"], /there is no stage "dve"; stages: dev, prod, shared, staging/],
    [[], /which stage\? set TF_WORKSPACE or pass --stage/],
    [["--stage", "dev", "--parallelism", "0"], /--parallelism: got "0"/],
  ])("refuses %j with one line", async (argv, line) => {
    await expect(run(...argv)).rejects.toThrow(line);
  });

  test("documents its exit codes and that it writes nothing", () => {
    const text = usage(driftCommand);
    expect(text).toMatch(
      /Writes nothing\. Exit code: 0 no drift, 2 drift \(or a stack that is no longer configured\), 1 error/,
    );
  });
});
