import { defineFragment } from "smus-cdktf";

/**
 * The company's GitLab, for the projects of all stages. A person of the platform team finishes the connection once, in the console;
 * profiles name it from the next apply on.
 */
export const git = defineFragment("git", {
  hosts: { gitlab: { provider: "GitLabSelfManaged", endpoint: "https://gitlab.example.com" } },
  connections: { gitlab: { name: "company-gitlab", host: "gitlab", finishedBy: "the platform team" } },
});
