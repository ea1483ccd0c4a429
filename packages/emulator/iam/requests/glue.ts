import { arnPrefix, type Asked, named, type ServiceNeeds, type Target, text } from "./need";
import { requestTags, tagsOf } from "./tags";

const PREFIX = "glue";

/** The catalog of an account and Region has no name of its own. */
const onCatalog = ({ call, input }: Asked): Target[] => {
  const account = text(input, "CatalogId") || call.account;
  return [{ resource: `${arnPrefix(call, PREFIX, account)}catalog`, accountId: account }];
};

/** Everything in a catalog has to be allowed on the catalog, too. */
const onDatabase = (asked: Asked): Target[] => {
  const nested = (asked.input.DatabaseInput ?? {}) as { Name?: string };
  const name = text(asked.input, "DatabaseName") || text(asked.input, "Name") || (nested.Name ?? "*");
  const context = requestTags(tagsOf(asked.input.Tags));
  return within(asked, `database/${name}`).map((target) => ({ ...target, context }));
};

const onTable = (asked: Asked): Target[] => {
  const nested = (asked.input.TableInput ?? {}) as { Name?: string };
  const database = text(asked.input, "DatabaseName");
  const name = text(asked.input, "TableName") || text(asked.input, "Name") || (nested.Name ?? "*");
  return [...within(asked, `database/${database}`), ...within(asked, `table/${database}/${name}`).slice(1)];
};

function within(asked: Asked, part: string): Target[] {
  const [catalog] = onCatalog(asked);
  return [catalog, { ...catalog, resource: catalog.resource.replace(/catalog$/, part) }];
}

/** The Data Catalog of AWS Glue. @see https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html */
export const glue: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, onCatalog, "GetDataCatalogEncryptionSettings", "PutDataCatalogEncryptionSettings"),
    ...named(PREFIX, onDatabase, "CreateDatabase", "DeleteDatabase", "GetDatabase", "GetDatabases", "UpdateDatabase"),
    ...named(PREFIX, onTable, "CreateTable", "DeleteTable", "GetTable", "GetTables", "UpdateTable"),
  },
};
