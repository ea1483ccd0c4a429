/** Subject of a message to the control-plane function: an Invoke is matched with fault rules by it. */
export interface InvokeMessage {
  readonly kind?: string;
  readonly key?: string;
  readonly action?: string;
}

/** Reads kind, key and action out of the payload of an Invoke; what is no JSON object has none. */
export function messageOf(payload: unknown): InvokeMessage {
  if (!Buffer.isBuffer(payload)) return {};
  try {
    const message = JSON.parse(payload.toString("utf8")) as Record<string, unknown> | null;
    const tf = message?.tf as { action?: string } | undefined;
    const text = (value: unknown) => (typeof value === "string" ? value : undefined);
    return { kind: text(message?.kind), key: text(message?.key), action: text(tf?.action) ?? text(message?.action) };
  } catch {
    return {}; // not JSON: nothing to match
  }
}
