import type { ConditionContext } from "../model";
import { all, arnPrefix, type Asked, list, named, type NeedsOf, type ServiceNeeds, type Target, text } from "./need";
import { passRole } from "./pass-role";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "states";

/** A state machine by its ARN without version or alias, or by the name of one that is made. */
const onMachine = (asked: Asked, context: ConditionContext = {}): Target[] => {
  const { call, input } = asked;
  const arn = text(input, "stateMachineArn") || text(input, "resourceArn");
  const resource =
    arn === "" ? `${arnPrefix(call, PREFIX)}stateMachine:${text(input, "name")}` : arn.split(":").slice(0, 7).join(":");
  return [{ resource, context }];
};

const onExecution = ({ input }: Asked): Target[] => [{ resource: text(input, "executionArn") }];

const handsOverRole: NeedsOf = ({ input }) => {
  const role = text(input, "roleArn");
  return role === "" ? [] : [passRole(role, "states.amazonaws.com")];
};

const tags = ({ input }: Asked): ConditionContext => requestTags(tagsOf(input.tags));
const writing = (operation: string): NeedsOf =>
  all(named(PREFIX, (asked) => onMachine(asked, tags(asked)), operation)[operation], handsOverRole);

/**
 * AWS Step Functions. Activities and map runs are not mapped.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
export const states: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(
      PREFIX,
      (asked) => onMachine(asked),
      "DeleteStateMachine",
      "DescribeStateMachine",
      "ListExecutions",
      "ListStateMachineVersions",
      "ListTagsForResource",
      "StartExecution",
    ),
    CreateStateMachine: writing("CreateStateMachine"),
    UpdateStateMachine: writing("UpdateStateMachine"),
    ...named(PREFIX, (asked) => onMachine(asked, tags(asked)), "TagResource"),
    ...named(PREFIX, (asked) => onMachine(asked, removedTags(list(asked.input, "tagKeys"))), "UntagResource"),
    ...named(PREFIX, onExecution, "DescribeExecution", "GetExecutionHistory", "StopExecution"),
  },
};
