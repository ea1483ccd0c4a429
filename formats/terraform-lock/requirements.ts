import { formatTerraformLock, type LockedProvider, type TerraformLock } from "./lock";

/** A provider that stacks ask for. */
export interface Requirement {
  /** `hashicorp/aws`. */
  readonly source: string;
  /** Constraints that they give, each once; one, unless stacks differ. */
  readonly constraints: readonly string[];
}

/** Providers that the `terraform` blocks of stacks ask for, by source. */
export function requirementsOf(terraformBlocks: readonly unknown[]): Requirement[] {
  const bySource = new Map<string, Set<string>>();
  for (const terraformBlock of terraformBlocks) {
    const { required_providers: required = {} } = (terraformBlock ?? {}) as { required_providers?: object };
    for (const [name, entry] of Object.entries(required) as [string, { source?: string; version?: string }][]) {
      const source = entry.source ?? `hashicorp/${name}`;
      const constraints = bySource.get(source) ?? new Set();
      if (entry.version !== undefined) constraints.add(entry.version);
      bySource.set(source, constraints);
    }
  }
  return [...bySource]
    .map(([source, constraints]) => ({ source, constraints: [...constraints].sort() }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** The entry of a provider; its address has the name of the registry before it, which a source may leave out. */
export function findLocked(
  lock: TerraformLock,
  source: string,
): { readonly address: string; readonly provider: LockedProvider } | undefined {
  for (const [address, provider] of lock)
    if (address === source || address.endsWith(`/${source}`)) return { address, provider };
  return undefined;
}

/**
 * Lock file of a stack's directory: the kept one, reduced to the providers of the stack. Terraform refuses a read-only one
 * that holds more (measured with 1.11: "Provider dependency changes detected").
 */
export function lockTextFor(lock: TerraformLock, terraformBlock: unknown): string {
  const found = requirementsOf([terraformBlock]).flatMap(({ source }) => findLocked(lock, source) ?? []);
  return formatTerraformLock(new Map(found.map(({ address, provider }) => [address, provider])));
}
