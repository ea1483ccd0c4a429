/**
 * A state file as Terraform stores it (version 4 of the format, every Terraform since 0.12), reduced to what this project reads.
 *
 * For other programs Terraform offers `terraform show -json`. That needs an initialized directory and a running provider, some
 * two seconds for each state: too much where hundreds of states are looked at.
 *
 * @see https://developer.hashicorp.com/terraform/language/state
 */
export interface TerraformState {
  /** Values of the root module's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly RecordedResource[];
}

/** A resource or data source in a state. */
export interface RecordedResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly RecordedInstance[];
}

/** One object of a resource: all of them, where `count` or `for_each` make several. */
export interface RecordedInstance {
  /** Empty where it was never created to its end. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Terraform will replace it, because its creation was cut off or somebody asked for it. */
  readonly tainted: boolean;
}

/** Says that a text is no state of a format that this version reads; the message is for an operator, on one line. */
export class TerraformStateError extends Error {
  override readonly name = "TerraformStateError";

  constructor(
    message: string,
    /** The text breaks off or is no JSON at all: what a killed process leaves. */
    readonly broken: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Reads a state file; undefined where it is empty, which for Terraform, too, means that there is no state.
 *
 * @throws TerraformStateError where the text is no JSON, encrypted, of another version, or not the outline of a state
 */
export function parseTerraformState(text: string): TerraformState | undefined {
  if (text === "") return undefined;
  const root = parseObject(text);
  checkFormat(root);
  const { outputs = {}, resources = [] } = root;
  if (!isObject(outputs)) throw refused("a broken state: outputs is no object");
  if (!Array.isArray(resources)) throw refused("a broken state: resources is no list");
  return {
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, valueOf(output, name)])),
    resources: resources.map(recordedResource),
  };
}

/** Tells whether a state lists anything that Terraform manages: data sources do not count. */
export function holdsManagedResources({ resources }: TerraformState): boolean {
  return resources.some(({ mode }) => mode === "managed");
}

/** Number of objects that Terraform manages: each instance of a resource, but no data source. */
export function countManagedResources({ resources }: TerraformState): number {
  return resources.reduce((sum, { mode, instances }) => sum + (mode === "managed" ? instances.length : 0), 0);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TerraformStateError(`not JSON: ${(cause as Error).message}`, true, { cause });
  }
  if (!isObject(value)) throw refused("not a state: expected an object");
  return value;
}

function checkFormat({ version, encryption_version: encryption }: Readonly<Record<string, unknown>>): void {
  // The mark by which readers tell it: https://gitlab.com/gitlab-org/gitlab/-/issues/450816
  if (encryption !== undefined) throw refused("encrypted by OpenTofu, which this project does not read");
  if (version === 4) return;
  const found = typeof version === "number" ? `version ${version}` : "no version";
  throw refused(`not a state of version 4, which Terraform writes since 0.12: got ${found}`);
}

function valueOf(output: unknown, name: string): unknown {
  if (!isObject(output)) throw refused(`a broken state: output ${name} is no object`);
  return output.value;
}

function recordedResource(entry: unknown, index: number): RecordedResource {
  // Terraform refuses a state with another mode, too.
  const { mode, type, name, instances = [] } = isObject(entry) ? entry : {};
  if ((mode !== "managed" && mode !== "data") || typeof type !== "string" || typeof name !== "string")
    throw refused(`a broken state: resources[${index}] is no resource`);
  if (!Array.isArray(instances)) throw refused(`a broken state: resources[${index}].instances is no list`);
  return { mode, type, name, instances: instances.map(recordedInstance) };
}

function recordedInstance(entry: unknown): RecordedInstance {
  const { attributes, status } = isObject(entry) ? entry : {};
  return { attributes: isObject(attributes) ? attributes : {}, tainted: status === "tainted" };
}

function refused(message: string): TerraformStateError {
  return new TerraformStateError(message, false);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
