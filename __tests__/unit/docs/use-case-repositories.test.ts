import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { GITHUB_APP_PERMISSIONS } from "../../../contracts/aiops/host-permissions";
import { REPOSITORY_REASONS } from "../../../contracts/aiops/repository-record";

const page = readFileSync(resolve(__dirname, "../../../docs/use-case-repositories.md"), "utf8");
const rows = [...page.matchAll(/^\| `([a-z_-]+)`(?: \(organization\))? +\| (\w+)/gm)].map(([, name, next]) => [
  name,
  next,
]);

describe("the page on repositories of use cases", () => {
  it("says of every reason what to do, and of none that there is not", () => {
    const reasons = rows.filter(([, whom]) => ["platform", "team", "nobody"].includes(whom)).map(([code]) => code);
    expect([...reasons].sort()).toEqual([...REPOSITORY_REASONS].sort());
  });

  it("lists exactly the permissions with which the app is tried", () => {
    const listed = rows.filter(([, level]) => ["read", "write"].includes(level));
    expect(Object.fromEntries(listed)).toEqual(GITHUB_APP_PERMISSIONS);
  });
});
