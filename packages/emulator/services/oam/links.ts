import { randomUUID } from "node:crypto";
import { accessDenied, conflict, ServiceError } from "../../errors";
import { evaluate } from "../../iam/evaluate";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { missing } from "./sinks";
import { type Link, sinkOfArn, stateOf } from "./state";

const PAGE = 100;

const described = (link: Link) => ({
  Arn: link.arn,
  Id: link.id,
  Label: link.label,
  LabelTemplate: link.labelTemplate,
  ResourceTypes: link.resourceTypes,
  SinkArn: link.sinkArn,
  Tags: link.tags,
  ...(link.configuration === undefined ? {} : { LinkConfiguration: link.configuration }),
});

function linkOf(identifier: string, call: Call): Link {
  const found = Object.values(stateOf(call).links).find(({ arn, id }) => arn === identifier || id === identifier);
  if (found === undefined) throw missing(identifier);
  return found;
}

/** Refuses a link that the sink's policy does not allow for this account with these types. */
function mustBeAllowed(action: string, sinkArn: string, resourceTypes: readonly string[], call: Call): void {
  const sink = sinkOfArn(call.emulator.store, sinkArn);
  if (sink === undefined) throw missing(sinkArn);
  const arn = call.callerArn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ":iam:$1:role/$2");
  const decision = evaluate(
    {
      principal: { kind: "role-session", arn, callerArn: call.callerArn, accountId: call.account },
      action,
      resource: sinkArn,
      resourceAccountId: sinkArn.split(":")[4],
      context: { "oam:resourcetypes": resourceTypes },
    },
    {
      // The caller's own policies have been asked.
      identity: [
        {
          name: "asked",
          document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
        },
      ],
      ...(sink.policy === undefined ? {} : { resource: { name: "sink", document: sink.policy } }),
    },
  );
  if (!decision.allowed)
    throw accessDenied(`User: ${call.callerArn} is not authorized to perform: ${action} on resource: ${sinkArn}`);
}

interface CreateLinkInput {
  readonly SinkIdentifier: string;
  readonly LabelTemplate: string;
  readonly ResourceTypes: string[];
  readonly LinkConfiguration?: object;
  readonly Tags?: Record<string, string>;
}

function createLink(input: CreateLinkInput, call: Call) {
  const { SinkIdentifier: sinkArn, ResourceTypes: resourceTypes } = input;
  const [, , , region, owner] = sinkArn.split(":");
  if (owner === call.account)
    throw new ServiceError("InvalidParameterException", 400, "A sink and a link to it cannot be in the same account");
  if (region !== call.region)
    throw new ServiceError("InvalidParameterException", 400, "A link is in the Region of its sink");
  mustBeAllowed("oam:CreateLink", sinkArn, resourceTypes, call);
  const { links } = stateOf(call);
  if (Object.values(links).some((link) => link.sinkArn === sinkArn)) throw conflict(`A link to ${sinkArn} exists`);
  const id = randomUUID();
  const link: Link = {
    ...{ id, sinkArn, resourceTypes },
    arn: `arn:aws:oam:${call.region}:${call.account}:link/${id}`,
    label: input.LabelTemplate.replaceAll("$AccountName", call.account),
    labelTemplate: input.LabelTemplate,
    configuration: input.LinkConfiguration,
    tags: { ...input.Tags },
  };
  links[link.arn] = link;
  return described(link);
}

interface UpdateLinkInput {
  readonly Identifier: string;
  readonly ResourceTypes: string[];
  readonly LinkConfiguration?: object;
}

function updateLink({ Identifier, ResourceTypes, LinkConfiguration }: UpdateLinkInput, call: Call) {
  const link = linkOf(Identifier, call);
  mustBeAllowed("oam:UpdateLink", link.sinkArn, ResourceTypes, call);
  link.resourceTypes = ResourceTypes;
  link.configuration = LinkConfiguration;
  return described(link);
}

/** Operations on links. */
export const LINK_OPERATIONS: Operations = {
  CreateLink: operation(createLink),
  UpdateLink: operation(updateLink),
  GetLink: operation(({ Identifier }: { Identifier: string }, call) => described(linkOf(Identifier, call))),
  ListLinks: operation((input: { MaxResults?: number; NextToken?: string }, call) => {
    const request = { maxResults: input.MaxResults, nextToken: input.NextToken };
    const { items, nextToken } = page(Object.values(stateOf(call).links), request, PAGE, call);
    return {
      Items: items.map(({ arn, id, label, resourceTypes, sinkArn }) => ({
        ...{ Arn: arn, Id: id, Label: label },
        ResourceTypes: resourceTypes,
        SinkArn: sinkArn,
      })),
      NextToken: nextToken,
    };
  }),
  DeleteLink: operation(({ Identifier }: { Identifier: string }, call) => {
    delete stateOf(call).links[linkOf(Identifier, call).arn];
    return {};
  }),
};
