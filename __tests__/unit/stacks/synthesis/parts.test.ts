import { formatPart, parsePart, processesFor, selectPart } from "../../../../stacks/synthesis/parts";

describe("parts of a synthesis", () => {
  test.each([
    [9, 2, 1],
    [299, 2, 1],
    [300, 2, 2],
    [2000, 2, 2],
    [2000, 1, 1],
    [2000, 64, 8],
  ])("%i stacks on %i cores take %i processes", (stacks, cores, processes) => {
    expect(processesFor(stacks, cores)).toBe(processes);
  });

  test("hold every stack once, neighbours apart", () => {
    const parts = [0, 1, 2].map((index) => selectPart(["a", "b", "c", "d"], { index, of: 3 }));
    expect(parts).toEqual([["a", "d"], ["b"], ["c"]]);
  });

  test("survive the way through a variable", () => {
    expect(parsePart(formatPart({ index: 1, of: 2 }))).toEqual({ index: 1, of: 2 });
    for (const text of ["", "0/2", "3/2", "1/2/3", "a/b"]) expect(parsePart(text)).toBeUndefined();
  });
});
