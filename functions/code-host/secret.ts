import { z } from "zod";

/** Secret of a code host. */
export type HostSecret =
  | { readonly token: string }
  | { readonly appId: string; readonly installationId: string; readonly privateKey: string };

/** Reads the secret of a code host anew: somebody may have rotated it. @throws HostSecretError, or what the service answers */
export type SecretReader = () => Promise<HostSecret>;

/** A secret that is none of a code host. Its text is never told. */
export class HostSecretError extends Error {
  override readonly name = "HostSecretError";
}

const id = z.union([z.string().regex(/^\d+$/), z.int().positive()]).transform(String);
const secret = z.union([
  z.strictObject({ token: z.string().min(1) }),
  z.strictObject({ appId: id, installationId: id, privateKey: z.string().startsWith("-----BEGIN ") }),
]);

/**
 * Secret of a text.
 *
 * @throws HostSecretError that names the members that there may be, and nothing of what is there
 */
export function parseSecret(text: string): HostSecret {
  const parsed = secret.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new HostSecretError(
    'the secret is not of the form {"token": "..."} or {"appId": "...", "installationId": "...", "privateKey": "-----BEGIN ..."}',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
