/** Wishes of whoever serves the page. */
export interface HeaderOptions {
  /**
   * Origins that the page talks to beside its own: that of the issuer, and that of its token endpoint where it is another
   * (`token_endpoint` of `<issuer>/.well-known/openid-configuration`).
   */
  readonly connect: readonly string[];
}

/**
 * Headers of every file of the page, the document among them. No script, style or frame but its own; texts cannot become markup
 * (Trusted Types); no other page shows it in a frame.
 */
export function portalHeaders({ connect }: HeaderOptions): Readonly<Record<string, string>> {
  const origins = [...new Set(connect.map((one) => new URL(one).origin))];
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${["'self'", ...origins].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return {
    "content-security-policy": policy,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  };
}
