import type { SSMClient } from "@aws-sdk/client-ssm";
import type { Kind } from "../../../../contracts/control-plane";
import { Ledger, type LedgerEntry } from "../../../../functions/control-plane/engine/ledger";
import { HANDLERS } from "../../../../functions/control-plane/handlers";

const ENTRY: LedgerEntry = {
  version: 1,
  id: "a",
  name: "a",
  ticket: "",
  reason: "",
  status: "pending",
  fingerprint: "",
  createOnly: {},
  attributes: {},
  incarnation: "first",
  turn: 0,
  token: "",
  memory: {},
};
const send = jest.fn(() => Promise.resolve({}));
beforeEach(() => send.mockClear());
const write = (kind: Kind, facts: Partial<LedgerEntry>) =>
  new Ledger({ send } as unknown as SSMClient, "/p", kind, "dev/x", HANDLERS[kind].remembered).write({
    ...ENTRY,
    ...facts,
  });
const listOf = (count: number, text: string) => Array.from({ length: count }, (_, index) => `${text}${index}`);

describe("an entry that is larger than an SSM parameter", () => {
  it.each<[string, Kind, Partial<LedgerEntry>, string]>([
    [
      "marks of an asset",
      "Asset",
      { memory: { asset: ["a"], columns: ["id"], placed: listOf(300, "0123456789abcdef") } },
      "it remembers 300 terms, form fields and texts that the configuration has put on the asset; fix: configure fewer of them",
    ],
    [
      "columns of an asset",
      "Asset",
      { memory: { placed: ["a"], columns: listOf(100, "c".repeat(50)) } },
      "it remembers 100 columns whose forms the configuration writes; fix: configure fewer of them",
    ],
    [
      "administrators of a data lake",
      "DataLakeAdministrators",
      { memory: { added: listOf(80, "arn:aws:iam::111111111111:role/a-role-of-the-data-lake-") } },
      "it remembers 80 administrators; fix: configure fewer of them",
    ],
    ["a name", "Project", { name: "n".repeat(5000) }, "fix: use shorter names"],
  ])("is refused before it is written, and %s are what the message is about", async (_, kind, facts, words) => {
    await expect(write(kind, facts)).rejects.toThrow(
      new RegExp(
        `^\\[LEDGER_UNREADABLE\\] the ledger entry /p/${kind}/dev/x would have \\d{4} bytes, more than the 4096 of an SSM parameter: ${words}$`,
      ),
    );
    expect(send).not.toHaveBeenCalled();
  });

  it("is written up to the limit", async () => {
    await write("Asset", { memory: { placed: listOf(150, "0123456789abcdef") } });
    expect(send).toHaveBeenCalledTimes(1);
  });
});
