import {
  isWithoutAws,
  layerDescriptor,
  layerRank,
  LAYERS,
  parseStackId,
  stackId,
  type Layer,
} from "../../../../contracts/layers";
import { LAYER_OUTPUT_NAMES } from "../../../../contracts/outputs";

describe("layers", () => {
  it("rank in apply order", () => {
    expect([...LAYERS].sort((a, b) => layerRank(a) - layerRank(b))).toEqual([...LAYERS]);
    expect(layerRank("state")).toBeLessThan(layerRank("foundation"));
    expect(layerRank("association")).toBeLessThan(layerRank("profiles"));
  });

  it.each(LAYERS)("before %s are all that it waits for, directly or through others, and all that it reads", (layer) => {
    const before = new Set<Layer>();
    const visit = (one: Layer): void => {
      for (const { layer: other } of layerDescriptor(one).waitsFor) {
        before.add(other);
        visit(other);
      }
    };
    visit(layer);
    expect([...before].filter((other) => layerRank(other) >= layerRank(layer))).toEqual([]);
    expect(layerDescriptor(layer).reads.filter(({ layer: read }) => !before.has(read))).toEqual([]);
  });

  it.each(LAYERS)("%s says what its deploy role is for, exactly where it has resources of AWS", (layer) => {
    expect(layerDescriptor(layer).documentation.deployRole === undefined).toBe(isWithoutAws(layer));
  });

  it("have a list of outputs each", () => {
    expect(Object.keys(LAYER_OUTPUT_NAMES).sort()).toEqual([...LAYERS].sort());
    for (const names of Object.values(LAYER_OUTPUT_NAMES)) expect(new Set(names).size).toBe(names.length);
  });
});

describe("stack ids", () => {
  it.each(LAYERS)("of layer %s are taken apart again, hyphens in account keys or not", (layer) => {
    for (const account of ["finance", "finance-dev", "a-state-b"]) {
      expect(parseStackId(stackId({ account, layer }))).toEqual({ account, layer });
    }
  });

  it.each(["finance", "finance-compute", "-state", "state", ""])("refuses %j, which is none", (id) => {
    expect(() => parseStackId(id)).toThrow(/is not a stack id; expected <account>-<layer>/);
  });
});
