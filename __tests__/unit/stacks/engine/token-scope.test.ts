import { Lazy, Token, Tokenization } from "cdktf";
import { withinTokenScope } from "../../../../stacks/engine/token-scope";

const textToken = (): string => Lazy.stringValue({ produce: () => "text" });
const numberToken = (): number => Lazy.numberValue({ produce: () => 7 });
const isKnown = (text: string): boolean => Tokenization.reverseString(text).tokens.length === 1;

describe("withinTokenScope", () => {
  it("lets the engine forget the tokens that were made meanwhile, and those only", () => {
    const before = textToken();
    const number = numberToken();
    const [within, numberWithin] = withinTokenScope(() => {
      const made = textToken();
      expect([before, made].map(isKnown)).toEqual([true, true]);
      expect(Token.isUnresolved(Tokenization.reverseNumber(number))).toBe(true);
      return [made, numberToken()];
    });
    expect(isKnown(before)).toBe(true);
    expect(Token.isUnresolved(Tokenization.reverseNumber(number))).toBe(true);
    expect(() => isKnown(within)).toThrow(/token/i);
    expect(() => Tokenization.reverseNumber(numberWithin)).toThrow(/token/i);
  });

  it("never gives a token the name of one that was forgotten", () => {
    const [one, other] = [1, 2].map(() => withinTokenScope(textToken));
    expect(one).not.toBe(other);
  });

  it("forgets them when the work fails, too", () => {
    let made = "";
    const fail = (): never => {
      made = textToken();
      throw new Error("failed");
    };
    expect(() => withinTokenScope(fail)).toThrow("failed");
    expect(() => isKnown(made)).toThrow(/token/i);
  });
});
