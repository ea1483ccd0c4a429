import { BLUEPRINT_NAMES } from "../../../contracts/service/blueprints";
import { inServiceOrder } from "../../../contracts/service/configuration-order";
import { isTooling } from "../../../contracts/service/tooling";

describe("what counts as Tooling", () => {
  it("is two managed blueprints, by name and in that spelling", () => {
    expect(BLUEPRINT_NAMES.filter((name) => isTooling(name))).toEqual(["Tooling", "ToolingLite"]);
    for (const name of ["tooling", "TOOLING", "Tooling ", "ToolingPlus"]) expect(isTooling(name)).toBe(false);
  });

  it("is every custom blueprint of the category, whatever its name", () => {
    expect(isTooling({ name: "our foundation", category: "TOOLING" })).toBe(true);
    expect(isTooling({ name: "our foundation" })).toBe(false);
    expect(isTooling({ name: "our foundation", category: "ANALYTICS" })).toBe(false);
  });

  it("comes first in the order of the service", () => {
    const configurations = [
      { name: "A", blueprint: "DataLake", deploymentMode: "ON_CREATE", deploymentOrder: 1 },
      { name: "B", blueprint: "ToolingLite", deploymentMode: "ON_CREATE" },
    ];
    expect(inServiceOrder(configurations).map(({ name }) => name)).toEqual(["B", "A"]);
  });
});
