import { inventedOrganizations, shippedOrganizations } from "../../../policy/organizations";

describe("stages are plain data, which threads hand to each other", () => {
  const organizations = [...shippedOrganizations(), ...inventedOrganizations()];

  test.each(organizations.map(({ name, stages }) => [name, stages] as const))("of %s", (_, stages) => {
    expect(structuredClone(stages)).toEqual(stages);
    expect(JSON.stringify(structuredClone(stages))).toBe(JSON.stringify(stages)); // the order of members, too
  });
});
