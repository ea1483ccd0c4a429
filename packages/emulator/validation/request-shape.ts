import type { ModelShape, ServiceModel } from "./service-model";

const patterns = new Map<string, RegExp>();

/** Patterns of the models mean the whole value; some need the u flag (\p{L}), some do not compile with it. */
function wholeMatch(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = `^(?:${pattern})$`;
    try {
      compiled = new RegExp(source, "u");
    } catch {
      compiled = new RegExp(source);
    }
    patterns.set(pattern, compiled);
  }
  return compiled;
}

/** Lists what is wrong with an operation's input according to the service's model; empty when nothing is. */
export function requestProblems(model: ServiceModel, operation: string, input: Record<string, unknown>): string[] {
  const declared = model.operations[operation];
  if (!declared) return [`operation ${operation} is not in the service model`];
  if (!declared.input) return Object.keys(input).map((name) => `${name}: unknown member`);
  const problems: string[] = [];
  check(model, declared.input.shape, input, "", problems);
  return problems;
}

function check(model: ServiceModel, shapeName: string, value: unknown, path: string, problems: string[]): void {
  const shape = model.shapes[shapeName];
  const at = path === "" ? "input" : path;
  switch (shape.type) {
    case "structure":
      checkStructure(model, shape, value, path, problems);
      break;
    case "list":
      if (!Array.isArray(value)) problems.push(`${at}: expected a list`);
      else {
        checkRange(shape, value.length, `${at}: length`, problems);
        value.forEach((item, index) => check(model, shape.member!.shape, item, `${path}[${index}]`, problems));
      }
      break;
    case "map":
      if (!isObject(value)) problems.push(`${at}: expected a map`);
      else {
        checkRange(shape, Object.keys(value).length, `${at}: number of entries`, problems);
        for (const [key, item] of Object.entries(value)) {
          check(model, shape.key!.shape, key, `${path}.key(${key})`, problems);
          check(model, shape.value!.shape, item, `${path}.${key}`, problems);
        }
      }
      break;
    case "string":
      if (typeof value !== "string") problems.push(`${at}: expected a string, got ${JSON.stringify(value)}`);
      else checkString(shape, value, at, problems);
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
    default: // blobs and timestamps: nothing more to say
      break;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

function checkStructure(model: ServiceModel, shape: ModelShape, value: unknown, path: string, problems: string[]) {
  if (shape.document) return;
  if (!isObject(value)) {
    problems.push(`${path === "" ? "input" : path}: expected a structure, got ${JSON.stringify(value)}`);
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
    if (!known) problems.push(`${at}: unknown member`);
    else if (item !== null && item !== undefined) {
      // JSON null is "not given" to the services, so it does not satisfy `required` either.
      present.add(known.name);
      check(model, known.member.shape, item, at, problems);
    }
  }
  for (const name of shape.required ?? [])
    if (!present.has(name)) problems.push(`${path === "" ? name : `${path}.${name}`}: required`);
  if (shape.union && present.size !== 1)
    problems.push(`${path}: exactly one of ${Object.keys(members).join(", ")} must be set, got ${present.size}`);
}

function checkString(shape: ModelShape, value: string, at: string, problems: string[]): void {
  if (shape.enum && !shape.enum.includes(value))
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
