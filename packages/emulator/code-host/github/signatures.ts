import type { Caller } from "../family";
import type { Signature } from "../git/commits";
import type { Host } from "../host";

/** Name and address that a caller has in commits that it makes by the API. */
export function signatureOf(host: Host, caller: Caller | undefined): Signature {
  const login = caller?.login ?? "ghost";
  const user = host.user(login);
  const { hostname } = new URL(host.url);
  return { name: user?.name ?? login, email: user?.email ?? `${login}@users.noreply.${hostname}` };
}

/** Signature that a request gives, or the caller's. */
export function givenSignature(host: Host, caller: Caller | undefined, given: unknown): Signature {
  const { name, email, date } = (given ?? {}) as Partial<Signature>;
  const own = signatureOf(host, caller);
  return { name: name ?? own.name, email: email ?? own.email, ...(date === undefined ? {} : { date }) };
}
