import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Refuses a push to a branch that is closed to whoever pushes; the server says which are. */
const UPDATE = `#!/bin/sh
branch=\${1#refs/heads/}
[ "refs/heads/$branch" = "$1" ] || exit 0
printf '%s\\n' "$SMUS_CLOSED" | grep -Fxq -- "$branch" || exit 0
printf '%s\\n' "$SMUS_REASON" >&2
exit 1
`;

/** Writes the hooks that judge a push, and answers their directory. */
export function writeHooks(directory: string): string {
  const hooks = join(directory, "hooks");
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, "update"), UPDATE, { mode: 0o755 });
  return hooks;
}
