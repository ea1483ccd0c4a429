import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of connections and data sources. */
export const SOURCE_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.connections", "services/datazone/connections.ts", [
    [
      "members-only",
      "measured",
      "ListConnections is refused to a domain administrator who is no member of the project.",
      "field evidence, section 2, ListConnections",
    ],
    [
      "project-iam",
      "measured",
      "A project's tooling is found through its connection `project.iam` and that one's environment.",
      "field evidence, section 5, blueprintCategory",
    ],
    [
      "members-write",
      "assumed",
      "GetConnection, CreateConnection, UpdateConnection and DeleteConnection are refused to others in the same way.",
      "only ListConnections was measured",
    ],
    [
      "by-environment",
      "model",
      "A connection belongs to the project of the environment that CreateConnection names.",
      "service model, CreateConnectionInput has no project",
    ],
    [
      "location",
      "assumed",
      "What a connection's location leaves out is that of its environment.",
      "the API reference does not say it",
    ],
    [
      "same-name",
      "assumed",
      "A second connection of a name in a project is refused with ConflictException.",
      "the error is among CreateConnection's; the words are ours",
    ],
    ["at-once", "assumed", "Connections are ready, and gone, at once.", "how long they take was not published"],
  ]),
  ...witnessesOf("datazone.project-sources", "services/datazone/project-sources.ts", [
    [
      "go-with-project",
      "assumed",
      "Connections, data sources, runs and assets go with their project.",
      "a deleted project has no members who could see them",
    ],
  ]),
  ...witnessesOf("datazone.connection-properties", "services/datazone/connection-properties.ts", [
    [
      "patch",
      "model",
      "UpdateConnection changes the members of the patch that are sent, and leaves the others.",
      "service model, ConnectionPropertiesPatch: no member but those that identify is required",
    ],
    [
      "glue-endpoint",
      "model",
      "Properties of a Glue connection come back in its endpoint, a Redshift's host and port not among its properties.",
      "service model, GluePropertiesOutput and RedshiftPropertiesOutput",
    ],
    [
      "unknown-type",
      "model",
      "Connections to serverless workflows and the lakehouse are refused.",
      "service model, ConnectionType has no value that their answer could have",
    ],
  ]),
  ...witnessesOf("datazone.git-connections", "services/datazone/git-connections.ts", [
    [
      "newer",
      "model",
      "Type GIT has gitProperties with code connection, repository and branch, all required (newer than the pinned SDK).",
      "field evidence, section 5; service model of botocore 1.43.107; API reference, GitPropertiesInput",
    ],
    [
      "patch",
      "documented",
      "UpdateConnection changes the code connection and the branch, and not the repository.",
      "API reference, GitPropertiesPatch: the repository is not among its members",
    ],
    [
      "for-projects",
      "assumed",
      "A code connection that is not there, lacks the tag for projects or is not AVAILABLE is refused at once.",
      "projects need the tag; whether CreateConnection asks for it, or the connection fails later, was not measured",
    ],
    [
      "ready",
      "assumed",
      "The connection is READY at once, and stays it when its code connection turns to ERROR.",
      "API reference, GitPropertiesOutput: a status and an error message, and not when they change",
    ],
  ]),
  ...witnessesOf("datazone.data-sources", "services/datazone/data-sources.ts", [
    [
      "place",
      "model",
      "Account and Region of the configuration's answer are those of the connection.",
      "service model, GlueRunConfigurationOutput: the request does not have them",
    ],
    [
      "open-reads",
      "measured",
      "GetDataSource answers a domain administrator who is no member of the project.",
      "field evidence, section 2, ListConnections",
    ],
    ["open-list", "assumed", "So does ListDataSources.", "only GetDataSource was measured"],
    [
      "members-write",
      "assumed",
      "Others than members of the project can create, change and delete none.",
      "not measured",
    ],
    [
      "whole-configuration",
      "assumed",
      "UpdateDataSource takes configuration and forms as a whole and leaves what is not sent.",
      "the API reference does not say it",
    ],
    [
      "empty-schedule",
      "assumed",
      "An empty schedule takes the schedule away.",
      "no member of it is required in the service model",
    ],
    [
      "iam-connection",
      "assumed",
      "A data source of Glue can read through `project.iam`.",
      "the portal's own data sources have a connection, which one was not published",
    ],
    [
      "same-name",
      "assumed",
      "A second data source of a name in a project is refused with ConflictException.",
      "the error is among CreateDataSource's; the words are ours",
    ],
  ]),
];
