import { compareAddresses, formatAddresses, managedAddresses, parseAddresses } from "./baseline";

const json = (...ids: string[]) => ({ resource: { aws_iam_role: Object.fromEntries(ids.map((id) => [id, {}])) } });

describe("compareAddresses", () => {
  it("accepts what the baseline lists, in any order", () => {
    expect(compareAddresses(["aws_iam_role.B", "aws_iam_role.A"], json("A", "B"))).toEqual([]);
  });

  it("rejects an address that vanished and says that it is a destruction", () => {
    expect(compareAddresses(["aws_iam_role.A", "aws_iam_role.B"], json("A"))).toEqual([
      expect.stringMatching(/^aws_iam_role\.B vanished: applied, that is a destruction\. .*UPDATE_ADDRESSES=1/),
    ]);
  });

  it("accepts an address that vanished by a move, and still asks for the new one", () => {
    const moved = { ...json("B"), moved: [{ from: "aws_iam_role.A", to: "aws_iam_role.B" }] };
    expect(compareAddresses(["aws_iam_role.A"], moved)).toEqual([expect.stringMatching(/^aws_iam_role\.B is new/)]);
  });

  it("rejects a new address until the baseline is updated", () => {
    expect(compareAddresses([], json("A"))).toEqual([expect.stringMatching(/^aws_iam_role\.A is new/)]);
  });

  it("does not count data sources", () => {
    expect(managedAddresses({ ...json("A"), data: { aws_region: { R: {} } } })).toEqual(["aws_iam_role.A"]);
  });
});

it("reads a baseline as it was written", () => {
  expect(parseAddresses(formatAddresses(["a.A", "b.B"]))).toEqual(["a.A", "b.B"]);
});
