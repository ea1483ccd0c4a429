import { dataSourcesOf, resourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** A stack refers to what it has: CDKTF does not look for references to other stacks here (`FastStack.prepareStack`). */
export const declaredReferences: StackRule = ({ json }) => {
  const own = new Set([...resourcesOf(json), ...dataSourcesOf(json)].map(({ address }) => address));
  const locals = new Set(Object.keys(json.locals ?? {}).map((name) => `local.${name}`));
  const referred = JSON.stringify(json).match(
    /\b(data\.)?(aws_[a-z0-9_]+|terraform_data|terraform_remote_state)\.[A-Z][\w-]*|\blocal\.[\w-]+/g,
  );
  return [...new Set(referred)].filter((address) => !own.has(address) && !locals.has(address));
};
