import { bootstrapCommand } from "../../../../cli/commands/bootstrap";
import type { CommandContext } from "../../../../cli/frame";

const run = (...argv: string[]): Promise<number> =>
  Promise.resolve(bootstrapCommand.run({ argv, environment: {} } as unknown as CommandContext));

test.each(["--lock-only", "--upgrade-providers"])(
  "--locked leaves the lock file alone, and %s changes it",
  async (option) => {
    await expect(run("--stage", "dev", "--locked", option)).rejects.toThrow("--locked leaves the lock file as it is");
  },
);
