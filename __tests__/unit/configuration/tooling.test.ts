import { readFileSync } from "node:fs";
import { documentedObjects, REFERENCE_FILE, renderReference } from "../../../tools/generate-configuration-reference";

describe("the configuration reference", () => {
  const objects = documentedObjects();

  test("finds documentation on every property that a stage file may have, as completion shows it", () => {
    const undocumented = objects.flatMap(({ place, form, properties }) =>
      properties.filter(({ documentation }) => documentation === "").map(({ name }) => `${place} ${form} ${name}`),
    );
    expect(undocumented).toEqual([]);
    expect(objects.length).toBeGreaterThan(60);
  });

  test("names a default for every property that may be left out", () => {
    const without = objects.flatMap(({ place, properties }) =>
      properties
        .filter(
          ({ required, defaultValue }) => !required && defaultValue === undefined && !place.endsWith(".blueprints"),
        )
        .map(({ name }) => `${place} ${name}`),
    );
    expect(without).toEqual([]);
  });

  test("is the committed file (run tools/generate-configuration-reference.ts after a change of the schema)", () => {
    expect(readFileSync(REFERENCE_FILE, "utf8")).toBe(renderReference(objects));
  });
});
