/**
 * Reason why AWS clients with these variables may reach real accounts; undefined where all stay on this machine.
 *
 * It judges the variables alone: what a provider's own configuration says comes on top.
 */
export function reachBeyondMachine(environment: NodeJS.ProcessEnv): string | undefined {
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS;
  if (ignored && ignored.toLowerCase() !== "false") return "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is set";
  if (!environment.AWS_ENDPOINT_URL) return "AWS_ENDPOINT_URL is not set";
  for (const [name, url] of Object.entries(environment)) {
    // An empty one is none to the SDKs: the general one counts.
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && url && !isLoopback(url))
      return `${name} is not plain HTTP on this machine`;
  }
  return undefined;
}

/** Tells whether a URL is plain HTTP and names this machine: `localhost` or an address of the loopback interface. */
export function isLoopback(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === "http:" && /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
  } catch {
    return false;
  }
}
