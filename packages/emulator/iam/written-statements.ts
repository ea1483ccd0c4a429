import type { NamedPolicy } from "./model";

/** A statement as its document has it. */
export interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

interface Document {
  readonly Statement?: WrittenStatement | readonly WrittenStatement[];
}

const read = new WeakMap<NamedPolicy, readonly WrittenStatement[]>();

/** Statements of a policy, in its order; none where the document is no policy. */
export function writtenStatements(policy: NamedPolicy): readonly WrittenStatement[] {
  const known = read.get(policy);
  if (known !== undefined) return known;
  const { Statement = [] } = parsed(policy);
  const statements = Array.isArray(Statement)
    ? (Statement as readonly WrittenStatement[])
    : [Statement as WrittenStatement];
  read.set(policy, statements);
  return statements;
}

/** The policy without one of its statements. */
export function withoutStatement(policy: NamedPolicy, index: number): NamedPolicy {
  const Statement = writtenStatements(policy).filter((_, position) => position !== index);
  return { name: policy.name, document: { ...parsed(policy), Statement } };
}

function parsed({ document }: NamedPolicy): Document {
  return (typeof document === "string" ? JSON.parse(document) : (document ?? {})) as Document;
}
