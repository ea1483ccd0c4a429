import { loadAllStages, loadStage } from "../../../../configuration";
import { expectedRights, peopleRoles } from "../../../../configuration/resolve";

describe("rights that a configuration gives", () => {
  const stage = loadStage("shared", "environments");
  const rights = expectedRights(stage, loadAllStages("environments"));

  test("are those of standing projects of all stages of the domain", () => {
    const stages = new Set(rights.projects.map((project) => project.stage));
    expect([...stages].sort()).toEqual(["dev", "prod", "shared", "staging"]);
    const names = rights.projects.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, members } of rights.projects) {
      expect(path).toMatch(/^projects\.|^catalog\.owner\.create$/);
      for (const { identifier, designation } of members) {
        expect(identifier).not.toBe("");
        expect(designation).toMatch(/^PROJECT_/);
      }
    }
    expect(rights.projects.flatMap(({ members }) => members).length).toBeGreaterThan(0);
  });

  test("are those of the project of the vocabulary, in which the reports are beside people", () => {
    const office = rights.projects.find(({ name }) => name === "Data office");
    expect(office?.members.map(({ identifier }) => identifier.split("/").at(-1)).sort()).toEqual([
      "data-stewards",
      "example-application-reports",
    ]);
  });

  test("name units from the root, as reports do", () => {
    const units = rights.units.map(({ unit }) => unit);
    expect(units.length).toBeGreaterThan(1);
    for (const unit of units) expect(unit).toMatch(/^root \/ /);
    expect(units.some((unit) => unit.split(" / ").length === 3)).toBe(true);
  });

  test("leave the roles of the platform out", () => {
    expect(rights.platform).toContain("arn:*:iam::*:role/example-control-plane");
  });

  test("know roles whose sessions are people: teams, and no function of the application", () => {
    const roles = Object.values(stage.domain.groups).flatMap((group) =>
      "rolePrincipalArn" in group ? [group.rolePrincipalArn] : [],
    );
    const people = peopleRoles(stage);
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((role) => role.includes(":role/team/"))).toBe(true);
    expect(roles.filter((role) => !people.includes(role)).map((role) => role.split("/").at(-1))).toEqual(
      expect.arrayContaining(["example-application-access", "example-application-reports"]),
    );
  });
});
