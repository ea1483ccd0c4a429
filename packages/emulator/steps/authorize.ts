import type { Parsed } from "./exchange";

/**
 * Asks the service whether the caller may make this call: DataZone refuses accounts that are not associated with the
 * domain, and what an associated account may not do. The caller's IAM policies are not evaluated, and neither are the
 * policies of buckets and functions.
 */
export function authorize({ service, parsed, call }: Parsed): void {
  service.authorize?.(parsed.input, call);
}
