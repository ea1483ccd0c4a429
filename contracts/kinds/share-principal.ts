import type { ObjectDescriptor } from "./kind";

/** Accounts that the domain's RAM share names: no kind of the control-plane function, the provider's resource is imported. */
export const sharePrincipal = {
  undetectable: [],
  adoption: {
    SharePrincipal: {
      by: "import",
      keys: "<account>",
      id: "<ARN of the share>,<account id or ARN>",
      idPattern: /^arn:aws[a-z-]*:ram:[^,]+,(\d{12}|arn:[^,]+)$/,
      addresses: ({ accounts }) => [...accounts].map((key) => [key]),
      describedAt: () => ({ among: [["accounts"]], reads: [["governanceAccount"], ["domain"]] }),
    },
  },
} as const satisfies ObjectDescriptor;
