import { type Witness, witnessesOf } from "../../../witnesses/witness";

const EVENTS = witnessesOf("datazone.events", "services/datazone/events.ts", [
  [
    "bus",
    "documented",
    "Events go to the default bus of the domain's account, source `aws.datazone`.",
    "DataZone user guide, Working with events and notifications",
  ],
  [
    "types",
    "documented",
    "Their types are those of the reference; there is none for a project that could not be created or was deleted.",
    "EventBridge reference, Amazon DataZone events",
  ],
  [
    "metadata",
    "documented",
    "`metadata` of the documented event has domain, user, id, version, type, owning project, account and client token.",
    "DataZone user guide, Working with events and notifications, the sample event",
  ],
  [
    "metadata-of-others",
    "assumed",
    "`metadata` of all events has domain, user, id, version, owning project and account.",
    "an envelope is common to all",
  ],
  [
    "ids",
    "assumed",
    "`metadata.id` is the id of what the event is about: project, unit, asset, data source, run, grant.",
    "measured for requests, grants of subscriptions and runs (field evidence, section 7)",
  ],
  [
    "environments",
    "measured",
    "Environment Deployment Started, Completed and Failed have `data.environmentId`.",
    "field evidence, section 7",
  ],
  [
    "environment-deletions",
    "assumed",
    "Events of deletions of environments have `data.environmentId`, too.",
    "as those of deployments",
  ],
  ["catalog", "measured", "Asset Added To Catalog has `data.assetId`.", "field evidence, section 7"],
  [
    "catalog-once",
    "assumed",
    "Asset Added To Catalog comes when an asset is listed that was not; a new revision of a listing comes without an event.",
    "the guide says: a new data asset is published",
  ],
  [
    "nothing-more",
    "assumed",
    "What nobody has published of an event is left out: its `data` is empty, and only those of requests have a `typeName`.",
    "an event is a doorbell (field evidence, section 7)",
  ],
  [
    "members",
    "assumed",
    "The members that a project begins with come without events.",
    "the guide says: a new member is added to a project",
  ],
  [
    "no-deletion-failed",
    "assumed",
    "There is no Environment Deletion Failed, since no deletion fails here that was begun.",
    "a project that cannot be deleted is refused at once",
  ],
]);

const TRAIL = witnessesOf("datazone.trail", "services/datazone/trail.ts", [
  [
    "calls",
    "measured",
    "CreateProject and DeleteProject reach the bus of the domain's account through CloudTrail, refused ones with `errorCode`.",
    "field evidence, section 7, Project creation",
  ],
  [
    "members",
    "measured",
    "A caller of a member has `userIdentity.type` AWSAccount and no principal.",
    "field evidence, section 7, Catalog writes",
  ],
  [
    "content",
    "measured",
    "Of CreateProject there are domain and user parameters, and the id that was answered.",
    "field evidence, section 7, Project creation",
  ],
  ["deletion", "assumed", "The event of a call of DeleteProject has domain and project.", "members of its path"],
  [
    "on",
    "assumed",
    "Every account has a trail that hands calls of DataZone on to EventBridge.",
    "without one there are no such events",
  ],
]);

/** Behaviours of events, and of calls that become events. */
export const EVENT_WITNESSES: readonly Witness[] = [...EVENTS, ...TRAIL];
