import { policiesOf, type Statement } from "../policy-documents";
import type { StackRule } from "../stack-under-test";

/** Services that send no aws:SourceAccount, and why the role is safe nevertheless. */
const EXCEPTIONS: readonly { readonly role: RegExp; readonly services: readonly string[]; readonly reason: string }[] =
  [
    {
      role: /./,
      services: ["lambda.amazonaws.com"],
      reason: "Lambda sends no aws:SourceAccount; a function can be given roles of its own account only",
    },
    {
      role: /^AmazonDataZoneAccountPool-/,
      services: ["datazone.amazonaws.com"],
      reason: "DataZone sends neither key when it asks a pool's handler; the role may invoke that one function",
    },
  ];

/** A role that a service assumes says on whose behalf: the account of the domain, or (query execution) its own. */
export const trustSourceAccount: StackRule = ({ json, accountId, governanceAccountId }) =>
  policiesOf(json)
    .filter(({ kind }) => kind === "trust")
    .flatMap(({ place, name, statements }) =>
      statements.flatMap((statement) => {
        const services = servicesOf(statement);
        const excepted = EXCEPTIONS.some(
          (entry) => entry.role.test(name) && services.every((service) => entry.services.includes(service)),
        );
        const source = statement.Condition?.["StringEquals"]?.["aws:SourceAccount"];
        const known = source === accountId || source === governanceAccountId;
        return services.length === 0 || excepted || known
          ? []
          : [`${place} lets ${services.join(", ")} assume it with aws:SourceAccount ${JSON.stringify(source)}`];
      }),
    );

function servicesOf({ Principal }: Statement): readonly string[] {
  return Principal === undefined || Principal === "*" ? [] : (Principal["Service"] ?? []);
}
