import { Token } from "cdktf";
import { escapeTemplate, jsonTemplate } from "../../../../modules/expression";
import { evaluateJson } from "../../../support/terraform-template";

const AWKWARD = [
  'He said "no"',
  "a\\b",
  "line one\nline two\r\n\tindented",
  "costs ${5} and %{if true}",
  "$${already} %%{escaped}",
  "$$${",
  "bell\u0007 backspace\b feed\f null\u0000",
  "\\b is not a backspace",
  "emoji 🚀, snow ☃, quote ’",
  "}{ ]} ${",
  "",
];

describe("jsonTemplate", () => {
  it.each(AWKWARD)("delivers the text %j as it is", (text) => {
    expect(evaluateJson(jsonTemplate({ text: escapeTemplate(text) }))).toEqual({ text });
  });

  it.each(AWKWARD)("delivers the text %j as it is around an expression", (text) => {
    const escaped = escapeTemplate(text);
    const template = jsonTemplate({ text: `${escaped}-\${local.a}-${escaped}` });
    expect(evaluateJson(template, { "local.a": 'x"y' })).toEqual({ text: `${text}-x"y-${text}` });
  });

  it.each(AWKWARD)("delivers the member name %j as it is", (name) => {
    expect(evaluateJson(jsonTemplate({ [escapeTemplate(name)]: 1 }))).toEqual({ [name]: 1 });
  });

  it("keeps the type of a value that is one expression", () => {
    const template = jsonTemplate({ list: "${local.list}", flag: "${local.flag}" });
    expect(evaluateJson(template, { "local.list": ["a", 'b"c'], "local.flag": true })).toEqual({
      list: ["a", 'b"c'],
      flag: true,
    });
  });

  it("quotes what an expression yields: a description cannot break out of the document", () => {
    const template = jsonTemplate({ id: "${local.id}" });
    expect(evaluateJson(template, { "local.id": '","admin":"' })).toEqual({ id: '","admin":"' });
  });

  it("keeps numbers, booleans, null, nested lists and objects", () => {
    const value = { a: 1, b: false, c: null, d: [[], {}, [1, "x"]], e: { f: { g: "h" } } };
    expect(evaluateJson(jsonTemplate(value))).toEqual(value);
  });

  it("leaves out undefined members and writes null for undefined items, as JSON.stringify does", () => {
    const value = { a: undefined, b: [undefined, 1] };
    expect(evaluateJson(jsonTemplate(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it("finds the end of an expression behind braces and strings in it", () => {
    const expression = 'local.map["a}b"].x';
    const nested = '"${local.map["}"]}/{"';
    const template = jsonTemplate({ one: `\${${expression}}`, two: `\${local.f(${nested})}!` });
    expect(template).toBe(`{"one":\${jsonencode(${expression})},"two":\${jsonencode("\${local.f(${nested})}!")}}`);
  });

  it.each(["${local.a", "${ {a = 1}", '${ "}'])("rejects %j, whose expression never ends", (text) => {
    expect(() => jsonTemplate(text)).toThrow(/unbalanced/);
  });

  it("rejects a CDKTF token, which resolves differently inside of expressions, and says what to use", () => {
    expect(() => jsonTemplate({ arn: Token.asString({ resolve: () => "x" }) })).toThrow(/attributeOf/);
  });
});

describe("escapeTemplate", () => {
  it("escapes interpolations and directives only", () => {
    expect(escapeTemplate("${a} %{b} $a %b {c} $ {d}")).toBe("$${a} %%{b} $a %b {c} $ {d}");
  });
});
