import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MEMBER_STAGES, writeOrganization } from "../../../tools/bench/generate";
import { loadAllStages } from "../../../configuration";

describe("organizations that the benchmark generates", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-generate-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // As many as the benchmark has most of: 40 pools, within the limits of the service.
  test.each([
    [3, "s3"],
    [31, "local"],
    [1000, "cloud"],
  ] as const)(
    "%i member accounts, %s states: pass all rules, and every account is in one stage",
    (accounts, backend) => {
      const folder = join(directory, backend);
      writeOrganization(folder, accounts, backend);
      const stages = loadAllStages(folder);
      expect(stages.map(({ name }) => name).sort()).toEqual(["shared", ...MEMBER_STAGES].sort());
      const members = stages.filter(({ ownsDomain }) => !ownsDomain).flatMap((stage) => Object.keys(stage.accounts));
      expect([members.length, new Set(members).size]).toEqual([accounts, accounts]);
      expect(stages.every(({ environment }) => environment.state.backend === backend)).toBe(true);
    },
  );
});
