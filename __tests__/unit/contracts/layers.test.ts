import { layerRank, LAYERS, parseStackId, stackId } from "../../../contracts/layers";
import { LAYER_OUTPUT_NAMES } from "../../../contracts/outputs";

describe("layers", () => {
  it("rank in apply order", () => {
    expect([...LAYERS].sort((a, b) => layerRank(a) - layerRank(b))).toEqual([...LAYERS]);
    expect(layerRank("state")).toBeLessThan(layerRank("foundation"));
    expect(layerRank("association")).toBeLessThan(layerRank("profiles"));
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
