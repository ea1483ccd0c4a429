import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An OpenID Connect issuer on this machine: discovery, keys, and tokens of its own making. */
export class Issuer {
  readonly audience = "governance";
  private constructor(
    private readonly server: Server,
    private readonly keys: ReadonlyMap<string, KeyObject>,
  ) {}

  /** @param port - A free one where it is 0. */
  static async start(port = 0): Promise<Issuer> {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwks = [
      { ...rsa.publicKey.export({ format: "jwk" }), kid: "rsa", use: "sig", alg: "RS256" },
      { ...ec.publicKey.export({ format: "jwk" }), kid: "ec", use: "sig", alg: "ES256" },
    ];
    const server = createServer((request, response) => {
      const isKeys = request.url === "/keys";
      if (!isKeys && request.url !== "/.well-known/openid-configuration") return void response.writeHead(404).end();
      const url = issuer.url;
      response.end(JSON.stringify(isKeys ? { keys: jwks } : { issuer: url, jwks_uri: `${url}/keys` }));
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const keys = new Map([
      ["rsa", rsa.privateKey],
      ["ec", ec.privateKey],
      ["stranger", stranger.privateKey],
    ]);
    const issuer: Issuer = new Issuer(server, keys);
    return issuer;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A token for the next hour; claims that are undefined are left out. */
  token(claims: object = {}, header: { kid?: string; alg?: string; key?: string } = {}): string {
    const { kid = "rsa", alg = "RS256", key = kid } = header;
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: this.url, aud: this.audience, sub: "ann", iat: now - 5, exp: now + 3600, ...claims };
    const signed = [{ alg, kid, typ: "JWT" }, all]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const dsaEncoding = "ieee-p1363";
    const signature = sign("sha256", Buffer.from(signed), { key: this.keys.get(key)!, dsaEncoding });
    return `${signed}.${signature.toString("base64url")}`;
  }
}
