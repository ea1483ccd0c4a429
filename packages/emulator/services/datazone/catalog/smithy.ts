import { validationError } from "../../../errors";

const TYPES = /^(smithy\.api#)?(String|Boolean|Integer|Long|Float|Double|BigInteger|BigDecimal|Timestamp)$/;
const TEXT = /"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"/g;
/** A trait, with what is in its parentheses; texts have been taken out before. */
const TRAIT = /@[A-Za-z][\w.#]*(\s*\([^()]*\))?/g;
const REQUIRED = /@(smithy\.api#)?required\b/;
const LIST = /^\s*list\s+([A-Za-z_]\w*)\s*\{\s*member\s*:\s*([\w.#]+)\s*\}/;
const STRUCTURE = /^\s*structure\s+([A-Za-z_]\w*)\s*\{([^{}]*)\}\s*$/;
const MEMBER = /^([A-Za-z_]\w*)\s*:\s*([\w.#]+)$/;

/**
 * Refuses a model that is not one structure of the form's name, with the lists that its members use before it.
 *
 * A grammar of the emulator's own, written apart from that of the product, so that the two witness each other.
 */
export function checkModel(name: string, model: string): void {
  let rest = model
    .replace(TEXT, "0")
    .replace(/\/\/[^\n]*/g, " ")
    .replace(/,/g, " ")
    .replace(TRAIT, " ");
  if (/\$version|^\s*namespace\s/m.test(rest)) throw validationError("Invalid smithy model: only a structure is taken");
  const lists = new Set<string>();
  for (let list = LIST.exec(rest); list !== null; list = LIST.exec(rest)) {
    checkType(list[2], lists);
    lists.add(list[1]);
    rest = rest.slice(list[0].length);
  }
  const structure = STRUCTURE.exec(rest);
  if (structure === null) throw validationError("Invalid smithy model: a structure is expected");
  if (structure[1] !== name) throw validationError(`Invalid smithy model: no structure is named ${name}`);
  const members = structure[2].match(/[^\s:]+\s*:\s*\S+/g) ?? [];
  if (members.length === 0 || structure[2].replace(/[^\s:]+\s*:\s*\S+/g, "").trim() !== "")
    throw validationError("Invalid smithy model: members are expected");
  for (const text of members) {
    const member = MEMBER.exec(text);
    if (member === null) throw validationError(`Invalid smithy model: ${text} is no member`);
    checkType(member[2], lists);
  }
}

/** Members that a model, which `checkModel` has passed, requires. */
export function requiredMembers(model: string): string[] {
  const plain = model.replace(TEXT, "0").replace(/\/\/[^\n]*/g, " ");
  const body = /structure\s+\w+\s*\{([^{}]*)\}\s*$/.exec(plain.replace(/\{\s*member\s*:[^{}]*\}/g, " "))?.[1] ?? "";
  const members = body.matchAll(/((?:@[A-Za-z][\w.#]*(?:\s*\([^()]*\))?[\s,]*)*)([A-Za-z_]\w*)\s*:\s*[\w.#]+/g);
  return [...members].filter(([, traits]) => REQUIRED.test(traits)).map(([, , name]) => name);
}

function checkType(type: string, lists: ReadonlySet<string>): void {
  if (!TYPES.test(type) && !lists.has(type)) throw validationError(`Invalid smithy model: ${type} is not defined`);
}
