import { notImplemented } from "../../errors";
import { awsJson } from "../../http/protocols";
import type { HttpRequest, ParsedRequest, Protocol } from "../../service";

const TAG_OPERATIONS: Readonly<Record<string, string>> = {
  DELETE: "UntagResource",
  GET: "ListTagsForResource",
  PUT: "TagResource",
};

const json = awsJson("1.1");

/** The service's rest-json protocol: the operation is the path, and only those on tags have anything outside of the body. */
export function oamProtocol(served: ReadonlySet<string>): Protocol {
  return {
    ...json,
    parse(request) {
      const parsed = parse(request);
      if (!served.has(parsed.operation)) throw notImplemented("oam", parsed.operation);
      return parsed;
    },
  };
}

function parse(request: HttpRequest): ParsedRequest {
  const [, first = "", ...rest] = request.path.split("/");
  const { input } = json.parse(request);
  if (first !== "tags") return { operation: request.method === "POST" ? first : `${request.method} ${first}`, input };
  const ResourceArn = decodeURIComponent(rest.join("/"));
  const operation = TAG_OPERATIONS[request.method] ?? `${request.method} tags`;
  const TagKeys = request.query.getAll("tagKeys");
  return { operation, input: { ...input, ResourceArn, ...(TagKeys.length > 0 ? { TagKeys } : {}) } };
}
