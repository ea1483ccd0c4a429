/** Source text that is not a literal, such as a call. */
export class Code {
  constructor(readonly text: string) {}
}

const WIDTH = 120;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * A value as TypeScript source, laid out as a person would: on one line where it fits and holds no object that is broken,
 * otherwise a member a line.
 *
 * @param indent - column at which the value's own lines begin
 * @param used - columns that are taken on its first line
 */
export function typescript(value: unknown, indent = 0, used = indent): string {
  if (value instanceof Code) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const line = oneLine(value);
  if (indent > 0 && used + line.length < WIDTH && depthOf(value) < 3) return line;
  const pad = " ".repeat(indent + 2);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item: unknown) => `${pad}${typescript(item, indent + 2)},`);
    return ["[", ...items, `${" ".repeat(indent)}]`].join("\n");
  }
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${pad}${propertyName(key)}: `;
    return `${name}${typescript(member, indent + 2, name.length)},`;
  });
  return members.length === 0 ? "{}" : ["{", ...members, `${" ".repeat(indent)}}`].join("\n");
}

function oneLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${propertyName(key)}: ${oneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Number of objects that lie in one another. */
function depthOf(value: unknown): number {
  if (value instanceof Code || typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function propertyName(key: string): string {
  return IDENTIFIER.test(key) ? key : JSON.stringify(key);
}
