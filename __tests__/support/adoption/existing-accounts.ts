import { readingPermissions } from "../../../adoption";
import { policyDocuments } from "../../../deploy-role/documents";
import { ADMINISTRATOR_ROLE, allowing, OPERATOR, OPERATOR_ACCOUNT, trusting } from "../../../sandbox/launcher/accounts";
import { IamOfAccount } from "../../../sandbox/launcher/iam-of-account";
import { REGION } from "../life";

/** Role that adoption reads with, in every account: it may do what `smus policies --access adopt` prints, and nothing else. */
export const READER = "adoption-reader";

/** Makes in accounts what people have before they build a domain by hand, and the role that `npm run adopt` reads with. */
export async function accountsWithDomain(url: string, owner: string, members: readonly string[]): Promise<void> {
  const operator = `arn:aws:iam::${OPERATOR_ACCOUNT}:user/${OPERATOR}`;
  const accounts = [owner, ...members];
  const reading = readingPermissions({ partition: "aws", region: REGION });
  for (const account of accounts) {
    const iam = new IamOfAccount(url, account);
    await iam.role(ADMINISTRATOR_ROLE, trusting(`arn:aws:iam::${OPERATOR_ACCOUNT}:root`));
    await iam.attach(ADMINISTRATOR_ROLE, "arn:aws:iam::aws:policy/AdministratorAccess");
    for (const name of ["OurDomainExecution", "OurDomainService"])
      await iam.role(`service-role/${name}`, trustingDataZone(account));
    await iam.role(READER, trusting(operator));
    const permissions = account === owner ? reading.governance : reading.member;
    const documents = policyDocuments(permissions.map((permission) => ({ access: "read" as const, ...permission })));
    await iam.managed(READER, Object.fromEntries(documents.map((document, index) => [`read-${index + 1}`, document])));
  }
  const readers = accounts.map((account) => `arn:aws:iam::${account}:role/${READER}`);
  await new IamOfAccount(url, OPERATOR_ACCOUNT).user(OPERATOR, {
    [`Read${owner}`]: allowing(["sts:AssumeRole"], readers),
  });
}

/** Trust policy of the roles that the console makes for a domain. */
function trustingDataZone(account: string): object {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "datazone.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetContext"],
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
  return { Version: "2012-10-17", Statement: [statement] };
}
