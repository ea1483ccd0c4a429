import fc from "fast-check";
import {
  formatPlace,
  NAVIGATION,
  parsePlace,
  SECTIONS,
  sectionName,
  START,
  type ScreenId,
} from "../../../portal/browser/place";

test("every place can be kept as an address and found again", () => {
  const place = fc.record({
    screen: fc.constantFrom(...(Object.keys(SECTIONS) as ScreenId[])),
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

test("every screen stands under an entry of the navigation", () => {
  const sections = Object.keys(SECTIONS).map((screen) => sectionName(screen as ScreenId));
  expect(new Set(sections)).toEqual(new Set(NAVIGATION.map(({ name }) => name)));
});
