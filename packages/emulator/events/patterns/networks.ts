import { BlockList, isIP } from "node:net";

/** Tells whether an address is in a network such as `10.0.0.0/24`. */
export function isInNetwork(network: string, address: string): boolean {
  const family = familyOf(address);
  const [start, bits] = network.split("/");
  if (family === undefined || familyOf(start) !== family) return false;
  const list = new BlockList();
  list.addSubnet(start, Number(bits), family);
  return list.check(address, family);
}

/** Tells whether a text is a network that {@link isInNetwork} takes. */
export function isNetwork(text: string): boolean {
  const [start, bits, ...rest] = text.split("/");
  const most = isIP(start) === 6 ? 128 : 32;
  return familyOf(start) !== undefined && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? "ipv4" : "ipv6";
}
