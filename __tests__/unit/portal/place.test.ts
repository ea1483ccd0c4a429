import fc from "fast-check";
import { formatPlace, NAVIGATION, parsePlace, START } from "../../../portal/browser/place";

test("every place can be kept as an address and found again", () => {
  const place = fc.record({
    screen: fc.constantFrom(...NAVIGATION.map(({ screen }) => screen)),
    id: fc.string(),
    text: fc.string(),
  });
  fc.assert(fc.property(place, (one) => expect(parsePlace(formatPlace(one))).toEqual(one)));
});

test.each(["", "#", "#/nowhere", "#/constructor/1", "#skip"])("%s leads to the first screen", (fragment) => {
  expect(parsePlace(fragment)).toEqual(START);
});

test("an address that cannot be decoded leads to the list", () => {
  expect(parsePlace("#/data/%E0%A4%A")).toEqual({ screen: "data", id: "", text: "" });
});
