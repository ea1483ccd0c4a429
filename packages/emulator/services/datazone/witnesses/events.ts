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
    "`metadata` has domain, user, id, version, owning project, account and client token.",
    "the one sample event; that others have the same is assumed",
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
    "Events of environments have `data.environmentId`.",
    "field evidence, section 7, Environment Deployment; those of deletions are taken to be alike",
  ],
  ["catalog", "measured", "Asset Added To Catalog has `data.assetId`.", "field evidence, section 7"],
  [
    "catalog-once",
    "assumed",
    "It comes when an asset is listed that was not, and no event comes with a new revision.",
    "the guide says: a new data asset is published",
  ],
  [
    "nothing-more",
    "assumed",
    "Content that nobody has published is left out: `data` is empty, `typeName` is there of requests only.",
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
    "Of the request there are domain and user parameters, of the answer the id.",
    "field evidence, section 7, Project creation; the project's id of DeleteProject is taken to be alike",
  ],
  ["on", "assumed", "There is a trail in every account.", "without one there are no such events"],
]);

/** Behaviours of events, and of calls that become events. */
export const EVENT_WITNESSES: readonly Witness[] = [...EVENTS, ...TRAIL];
