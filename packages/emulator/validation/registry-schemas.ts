import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A CloudFormation registry schema, the parts that are used beside JSON Schema itself. */
export interface RegistrySchema {
  readonly typeName: string;
  readonly primaryIdentifier: readonly string[];
  readonly readOnlyProperties?: readonly string[];
  readonly writeOnlyProperties?: readonly string[];
  readonly createOnlyProperties?: readonly string[];
  readonly [keyword: string]: unknown;
}

/**
 * The registry schemas that cfn-lint ships: one Python module per Region maps type names to content hashes
 * (`data/schemas/providers/<region>.py`), the schemas are `data/schemas/resources/<hash>.json`.
 */
export class RegistrySchemas {
  private readonly schemas = new Map<string, RegistrySchema | undefined>();

  constructor(private readonly cfnlint: string) {}

  get(region: string, typeName: string): RegistrySchema | undefined {
    const key = `${region}/${typeName}`;
    if (!this.schemas.has(key)) this.schemas.set(key, this.read(region, typeName));
    return this.schemas.get(key);
  }

  private read(region: string, typeName: string): RegistrySchema | undefined {
    const data = join(this.cfnlint, "data", "schemas");
    const module = join(data, "providers", `${region.replace(/-/g, "_")}.py`);
    if (!existsSync(module)) return undefined;
    const entry = new RegExp(`["']${typeName}["']\\s*:\\s*["']([0-9a-f]+)["']`).exec(readFileSync(module, "utf8"));
    if (!entry) return undefined;
    return JSON.parse(readFileSync(join(data, "resources", `${entry[1]}.json`), "utf8")) as RegistrySchema;
  }
}
