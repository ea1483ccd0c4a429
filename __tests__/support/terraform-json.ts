/** Terraform's JSON syntax, as far as tests look into it. */
export interface TerraformJson {
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, Block>>;
    readonly cloud?: Block;
    readonly required_providers?: Readonly<Record<string, Block>>;
    readonly required_version?: string;
  };
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly "//"?: unknown;
}

/** Arguments of a block. */
export type Block = Readonly<Record<string, unknown>>;

/** A resource or data source of a stack. */
export interface Element {
  /** `aws_iam_role`; data sources `data.aws_s3_objects`. */
  readonly type: string;
  readonly logicalId: string;
  /** `<type>.<logical id>`. */
  readonly address: string;
  readonly block: Block;
}

/** All managed resources of a stack. */
export function resourcesOf(stack: TerraformJson, type?: string): Element[] {
  return elements(stack.resource ?? {}, "").filter((element) => type === undefined || element.type === type);
}

/** All data sources of a stack; their types carry the prefix `data.`. */
export function dataSourcesOf(stack: TerraformJson, type?: string): Element[] {
  return elements(stack.data ?? {}, "data.").filter(
    (element) => type === undefined || element.type === type || element.type === `data.${type}`,
  );
}

/** The only resource of a type. */
export function onlyResource(stack: TerraformJson, type: string): Block {
  return only(resourcesOf(stack, type), type);
}

/** The only data source of a type. */
export function onlyDataSource(stack: TerraformJson, type: string): Block {
  return only(dataSourcesOf(stack, type), type);
}

/** A template with the stack's local values written out: `${local.X}` becomes the `${...}` that X is. */
export function withLocals(stack: TerraformJson, template: string): string {
  return template.replace(/\blocal\.([\w-]+)/g, (reference, name: string) => {
    const value = stack.locals?.[name];
    return typeof value === "string" && value.startsWith("${") ? value.slice(2, -1) : reference;
  });
}

function only(found: readonly Element[], type: string): Block {
  if (found.length !== 1)
    throw new Error(`expected one ${type}, found ${found.map((entry) => entry.address).join(", ")}`);
  return found[0].block;
}

function elements(byType: NonNullable<TerraformJson["resource"]>, prefix: string): Element[] {
  return Object.entries(byType).flatMap(([type, byId]) =>
    Object.entries(byId).map(([logicalId, block]) => ({
      type: `${prefix}${type}`,
      logicalId,
      address: `${prefix}${type}.${logicalId}`,
      block,
    })),
  );
}
