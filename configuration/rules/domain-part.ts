import { show } from "../problems";
import type { ErrorCode } from "../problems/error-codes";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** A section that belongs to the domain, in the file of a stage that joins one. */
export function misplacedPart(
  stage: StageView,
  part: "catalog" | "application",
  { code, what, allowed }: { readonly code: ErrorCode; readonly what: string; readonly allowed: string },
): Finding[] {
  if (stage.ownsDomain || stage.environment[part] === undefined) return [];
  const owner = stage.owner === undefined ? "the stage that owns the domain" : `stage ${show(stage.owner.name)}`;
  return [
    {
      code,
      path: [part],
      got: `${what} in a stage that joins a domain`,
      allowed,
      fix: `move it to ${owner}`,
      reads: [{ path: ["domain"] }],
    },
  ];
}
