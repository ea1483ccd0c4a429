import { dataSourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/**
 * Data sources are read at plan time: none has `depends_on`, and none names a managed resource in its arguments.
 *
 * Either would put the read off until the apply whenever that resource has changes; everything behind it becomes unknown,
 * and what has a create-only property of it is planned as a replacement (measured). Local values do not have this effect.
 */
export const readsAtPlanTime: StackRule = ({ json }) =>
  dataSourcesOf(json).flatMap(({ address, block }) => {
    const text = JSON.stringify(block).replace(/\bdata\.[\w-]+\.[\w-]+/g, "");
    const named = [...new Set(text.match(/\b(aws_[a-z0-9_]+|terraform_data)\.[A-Za-z][\w-]*/g) ?? [])];
    return [
      ...("depends_on" in block ? [`${address} has depends_on`] : []),
      ...named.map((resource) => `${address} names ${resource}`),
    ];
  });
