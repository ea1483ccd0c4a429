import { BlockList, isIP } from "node:net";
import type { Comparison } from "./alternatives";
import { PolicyProblem, Unknown } from "./verdict";

// Policy variables exist for strings and ARNs only, so that one is no value here:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
// https://www.w3.org/TR/NOTE-datetime
const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
const EPOCH_SECONDS = /^\d{5,}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Order of two values: negative, zero or positive, as in `Array.sort`. */
type Order = (difference: number) => boolean;

/** Compiles a number. */
export function numeric(order: Order): (value: string) => Comparison {
  return ordered("number", order, (text) => (NUMBER.test(text) ? Number(text) : undefined));
}

/** Compiles a date, in a W3C form of ISO 8601 or in seconds since 1970. */
export function date(order: Order): (value: string) => Comparison {
  return ordered("date", order, (text) => {
    const time = DATE.test(text) ? Date.parse(text) : EPOCH_SECONDS.test(text) ? Number(text) * 1000 : NaN;
    return Number.isNaN(time) ? undefined : time;
  });
}

/** Compiles a truth value. */
export function bool(value: string): Comparison {
  const wanted = truth(value);
  if (wanted === undefined) throw new PolicyProblem(`"${value}" is neither true nor false`);
  return (actual) => truth(actual) === wanted;
}

/** Reads `true` and `false`, in any case. */
export function truth(text: string): boolean | undefined {
  return { true: true, false: false }[text.toLowerCase()];
}

/** Compiles a value in base 64, which is compared byte for byte. */
export function binary(value: string): Comparison {
  if (!BASE64.test(value)) throw new PolicyProblem(`"${value}" is not in base 64`);
  const wanted = Buffer.from(value, "base64");
  return (actual) => wanted.equals(Buffer.from(actual, "base64"));
}

/** Compiles an address or a range of addresses; an IPv4 address alone is one of /32. */
export function ipAddress(value: string): Comparison {
  const [address, prefix, ...more] = value.split("/");
  const family = isIP(address);
  const bits = prefix ?? (family === 4 ? "32" : "");
  if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    throw new PolicyProblem(`"${value}" is no range of IP addresses`);
  const range = new BlockList();
  range.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
  return (actual) => {
    const kind = isIP(actual);
    if (kind === 0) return new Unknown(`"${actual}" in the request is no IP address`);
    return kind === family && range.check(actual, kind === 4 ? "ipv4" : "ipv6");
  };
}

function ordered(
  what: string,
  order: Order,
  read: (text: string) => number | undefined,
): (value: string) => Comparison {
  return (value) => {
    const limit = read(value);
    if (limit === undefined) throw new PolicyProblem(`"${value}" is no ${what}`);
    return (actual) => {
      const found = read(actual);
      return found === undefined ? new Unknown(`"${actual}" in the request is no ${what}`) : order(found - limit);
    };
  };
}
