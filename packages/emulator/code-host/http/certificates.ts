import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";

/** Key and certificate in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const [INTEGER, BIT_STRING, OCTET_STRING, OBJECT_ID, UTF8, GENERALIZED_TIME] = [0x02, 0x03, 0x04, 0x06, 0x0c, 0x18];
const [SEQUENCE, SET] = [0x30, 0x31];
/** Ids of objects, as DER writes them. */
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";
const COMMON_NAME = "550403";
const BASIC_CONSTRAINTS = "551d13";
const ALTERNATIVE_NAMES = "551d11";

/** Certificates hold from a day ago, since clocks of a sandbox are put forward and machines differ, for ten years. */
const DAY = 86_400_000;
const YEARS = 3650 * DAY;

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const objectId = (hex: string): Buffer => der(OBJECT_ID, Buffer.from(hex, "hex"));
const name = (text: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, objectId(COMMON_NAME), der(UTF8, Buffer.from(text)))));
const time = (milliseconds: number): Buffer =>
  der(GENERALIZED_TIME, Buffer.from(`${new Date(milliseconds).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

const extension = (id: string, isCritical: boolean, value: Buffer): Buffer =>
  der(SEQUENCE, objectId(id), ...(isCritical ? [Buffer.from([0x01, 0x01, 0xff])] : []), der(OCTET_STRING, value));

interface Wish {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: string | KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificate({ subject, issuer, publicKey, signer, extensions }: Wish): string {
  const algorithm = der(SEQUENCE, objectId(ECDSA_WITH_SHA256));
  // A serial number is positive: its first bit is 0.
  const serial = Buffer.from([0x01, ...randomBytes(15)]);
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))), // version 3
    der(INTEGER, serial),
    algorithm,
    name(issuer),
    der(SEQUENCE, time(Date.now() - DAY), time(Date.now() + YEARS)),
    name(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, ...extensions)),
  );
  const signature = sign("sha256", body, signer);
  const all = der(SEQUENCE, body, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
  const lines = all.toString("base64").replace(/(.{64})(?=.)/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const AUTHORITY = "Code hosts of a sandbox";

/** A private authority of certificates, as companies have one. */
export function newAuthority(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const isAuthority = extension(BASIC_CONSTRAINTS, true, der(SEQUENCE, Buffer.from([0x01, 0x01, 0xff])));
  const wish = { subject: AUTHORITY, issuer: AUTHORITY, publicKey, signer: privateKey, extensions: [isAuthority] };
  return { key: pem(privateKey), cert: certificate(wish) };
}

/** A certificate for names and addresses, signed by an authority. */
export function certificateFor(names: readonly string[], authority: Certificate): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const alternatives = names.map((one) =>
    isIP(one) === 4 ? der(0x87, Buffer.from(one.split(".").map(Number))) : der(0x82, Buffer.from(one)),
  );
  const extensions = [extension(ALTERNATIVE_NAMES, false, der(SEQUENCE, ...alternatives))];
  const wish = { subject: names[0], issuer: AUTHORITY, publicKey, signer: authority.key, extensions };
  return { key: pem(privateKey), cert: certificate(wish) };
}
