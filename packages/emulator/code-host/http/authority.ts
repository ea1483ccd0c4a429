import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Certificate, newAuthority } from "./certificates";

/** Authority of the hosts of a directory: the one that is there, or a new one. Its certificate is in `authority.pem`. */
export function authorityOf(directory: string): Certificate {
  const [certFile, keyFile] = [join(directory, "authority.pem"), join(directory, "authority.key")];
  if (existsSync(certFile) && existsSync(keyFile))
    return { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
  const authority = newAuthority();
  writeFileSync(certFile, authority.cert);
  writeFileSync(keyFile, authority.key, { mode: 0o600 });
  return authority;
}
