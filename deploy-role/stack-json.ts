/** Arguments of a block of Terraform JSON. */
export type Block = Readonly<Record<string, unknown>>;

/** Terraform JSON of a stack, the parts that permissions are derived from. */
export interface StackJson {
  readonly terraform?: { readonly backend?: Readonly<Record<string, Block>> };
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  /** Objects that are taken over. */
  readonly import?: readonly Block[];
}

/** Resources and data sources of a stack; the types of data sources carry the prefix `data.`. */
export function typedBlocks(stack: StackJson): { readonly type: string; readonly block: Block }[] {
  const blocks = (byType: NonNullable<StackJson["resource"]>, prefix: string) =>
    Object.entries(byType).flatMap(([type, byId]) =>
      Object.values(byId).map((block) => ({ type: `${prefix}${type}`, block })),
    );
  return [...blocks(stack.resource ?? {}, ""), ...blocks(stack.data ?? {}, "data.")];
}
