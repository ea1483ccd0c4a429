import { InstalledRepository } from "../support/installed-repository";
import { describeLife } from "../support/life";

/** A stranger's repository in the sandbox, with nothing of a clone: packed, installed, applied, destroyed. */
describeLife("a repository with the package installed", () => {
  let repository: InstalledRepository;
  beforeAll(() => {
    repository = new InstalledRepository();
  });
  afterAll(() => repository.dispose());

  test("is applied to a local AWS by npx smus sandbox, planned again without changes, and destroyed", () => {
    const { status, stdout, stderr } = repository.smus("sandbox", "--stage", "main", "--destroy");
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/Applied main; planned again, nothing to do\.[^]*Destroyed main; nothing is left/);
  });
});
