import { isNewer, isNewerValue, wasSeenAbsent } from "./deviations";
import type { ModelMember, ModelShape, ServiceModel } from "./service-model";

/** Name of a whole message in a problem. */
const ROOTS = { request: "input", reply: "output" } as const;

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const patterns = new Map<string, RegExp>();

/** Patterns of the models mean the whole value; some need the u flag (\p{L}), some do not compile with it. */
function wholeMatch(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    // SageMaker writes `${1,128}` behind a group: an end that may come more than once, which Java takes and JavaScript does not.
    const source = `^(?:${pattern.replace(/\$\{\d+,\d+\}/g, "$$")})$`;
    try {
      compiled = new RegExp(source, "u");
    } catch {
      compiled = new RegExp(source);
    }
    patterns.set(pattern, compiled);
  }
  return compiled;
}

/** Direction of a message: AWS's answers have formats of time that requests leave to the SDK, and are held to what was seen. */
export type Direction = "request" | "reply";

/** Settings of a check. */
export interface ShapeCheck {
  readonly direction: Direction;
  /** Look at patterns, enums, lengths and ranges of values, beside members and types. @default true */
  readonly values?: boolean;
}

/** One check of a value: the model, its settings, and the problems found so far. */
interface Inspection extends ShapeCheck {
  readonly model: ServiceModel;
  readonly problems: string[];
}

/** Lists what is wrong with a value according to a shape of the model; empty when nothing is. */
export function shapeProblems(model: ServiceModel, shape: string, value: unknown, settings: ShapeCheck): string[] {
  const problems: string[] = [];
  check({ ...settings, model, problems }, { shape }, value, "");
  return problems;
}

function check(inspection: Inspection, member: ModelMember, value: unknown, path: string): void {
  const { model, problems, values = true } = inspection;
  const shapeName = member.shape;
  const declared = model.shapes[shapeName];
  const shape = values ? declared : unconstrained(declared);
  const at = path === "" ? ROOTS[inspection.direction] : path;
  switch (shape.type) {
    case "structure":
      checkStructure(inspection, shapeName, value, path);
      break;
    case "list":
      if (!Array.isArray(value)) problems.push(`${at}: expected a list`);
      else {
        checkRange(shape, value.length, `${at}: length`, problems);
        value.forEach((item, index) => check(inspection, shape.member!, item, `${path}[${index}]`));
      }
      break;
    case "map":
      if (!isObject(value)) problems.push(`${at}: expected a map`);
      else {
        checkRange(shape, Object.keys(value).length, `${at}: number of entries`, problems);
        for (const [key, item] of Object.entries(value)) {
          check(inspection, shape.key!, key, `${path}.key(${key})`);
          check(inspection, shape.value!, item, `${path}.${key}`);
        }
      }
      break;
    case "string":
      if (typeof value !== "string") problems.push(`${at}: expected a string, got ${JSON.stringify(value)}`);
      else checkString({ ...shape, name: shapeName }, value, at, problems);
      break;
    case "boolean":
      if (typeof value !== "boolean") problems.push(`${at}: expected a boolean, got ${JSON.stringify(value)}`);
      break;
    case "integer":
    case "long":
    case "float":
    case "double":
      checkNumber(shape, value, at, problems);
      break;
    case "timestamp":
      if (inspection.direction === "reply")
        checkTime(member.timestampFormat ?? shape.timestampFormat, value, at, problems);
      break;
    default: // blobs: nothing more to say
      break;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

/** A shape without what it demands of values. */
const unconstrained = ({ enum: _e, pattern: _p, min: _min, max: _max, ...shape }: ModelShape): ModelShape => shape;

/** Times of the rest-json and json protocols are seconds since the epoch unless the model says otherwise. */
function checkTime(format: string | undefined, value: unknown, at: string, problems: string[]): void {
  const fits =
    format === "iso8601"
      ? typeof value === "string" && ISO_TIME.test(value)
      : typeof value === "number" && value < 1e11;
  if (!fits) problems.push(`${at}: expected a time as ${format ?? "unixTimestamp"}, got ${JSON.stringify(value)}`);
}

function checkStructure(inspection: Inspection, shapeName: string, value: unknown, path: string): void {
  const { model, direction, problems } = inspection;
  const shape = model.shapes[shapeName];
  if (shape.document) return;
  if (!isObject(value)) {
    problems.push(`${path === "" ? ROOTS[direction] : path}: expected a structure, got ${JSON.stringify(value)}`);
    return;
  }
  const members = shape.members ?? {};
  const byWireName = new Map(
    Object.entries(members).map(([name, member]) => [member.locationName ?? name, { name, member }]),
  );
  const present = new Set<string>();
  for (const [wireName, item] of Object.entries(value)) {
    const known = byWireName.get(wireName) ?? (members[wireName] && { name: wireName, member: members[wireName] });
    const at = path === "" ? wireName : `${path}.${wireName}`;
    if (!known) {
      if (isNewer(shapeName, wireName)) present.add(wireName);
      else problems.push(`${at}: unknown member`);
    } else if (item !== null && item !== undefined) {
      // JSON null is "not given" to the services, so it does not satisfy `required` either.
      present.add(known.name);
      check(inspection, known.member, item, at);
    }
  }
  for (const name of shape.required ?? [])
    if (!present.has(name) && !(direction === "reply" && wasSeenAbsent(shapeName, name)))
      problems.push(`${path === "" ? name : `${path}.${name}`}: required`);
  if (shape.union && present.size !== 1)
    problems.push(`${path}: exactly one of ${Object.keys(members).join(", ")} must be set, got ${present.size}`);
}

function checkString(shape: ModelShape & { name: string }, value: string, at: string, problems: string[]): void {
  if (shape.enum && !shape.enum.includes(value) && !isNewerValue(shape.name, value))
    problems.push(`${at}: ${JSON.stringify(value)} is not one of ${shape.enum.join(", ")}`);
  if (shape.pattern && !wholeMatch(shape.pattern).test(value))
    problems.push(`${at}: ${JSON.stringify(value)} does not match ${shape.pattern}`);
  checkRange(shape, value.length, `${at}: length`, problems);
}

function checkNumber(shape: ModelShape, value: unknown, at: string, problems: string[]): void {
  const whole = shape.type === "integer" || shape.type === "long";
  if (typeof value !== "number" || Number.isNaN(value) || (whole && !Number.isInteger(value)))
    problems.push(`${at}: expected ${whole ? "an integer" : "a number"}, got ${JSON.stringify(value)}`);
  else checkRange(shape, value, at, problems);
}

function checkRange(shape: ModelShape, value: number, at: string, problems: string[]): void {
  if (shape.min !== undefined && value < shape.min) problems.push(`${at}: ${value} is less than ${shape.min}`);
  if (shape.max !== undefined && value > shape.max) problems.push(`${at}: ${value} is more than ${shape.max}`);
}
