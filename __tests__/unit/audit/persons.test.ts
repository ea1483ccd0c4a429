import { ofPersons, personsNamed } from "../../../audit/domain/persons";
import type { DomainReader } from "../../../audit/domain";
import { withAskedBy } from "../../../governance/access";
import type { KnownPrincipal, KnownRequest } from "../../../governance/reports";

const ROLES = "arn:aws:iam::111122223333:role/smus-asks-";
const reader = { askingRoles: ROLES } as unknown as DomainReader;
const PRINCIPALS: KnownPrincipal[] = [
  { id: "asks-p", kind: "program", name: `${ROLES}p` },
  { id: "asks-q", kind: "program", name: `${ROLES}q` },
  { id: "robot", kind: "program", name: "arn:aws:iam::111122223333:role/robot" },
  { id: "ann", kind: "person", name: "ann@example.com" },
];

const request = (requesterId: string, reason: string, kind: "project" | "user" = "project"): KnownRequest =>
  ({ id: "r", requesterId, reason, subscriber: { kind, id: "p" } }) as unknown as KnownRequest;
const shownOf = (asked: KnownRequest) =>
  ofPersons([asked], PRINCIPALS, reader).map(({ requesterId, reason }) => [requesterId, reason])[0];

describe("the person of a request", () => {
  it.each([
    ["of the project's asking role: the person", "asks-p", withAskedBy("Churn", "ann"), ["ann", "Churn"]],
    ["of that role without a mark: nobody who is known", "asks-p", "Churn", ["unknown", "Churn"]],
    ["of another project's role", "asks-q", withAskedBy("Churn", "ann"), ["asks-q", withAskedBy("Churn", "ann")]],
    [
      "of any other role that writes a mark",
      "robot",
      withAskedBy("Churn", "ann"),
      ["robot", withAskedBy("Churn", "ann")],
    ],
    ["of a person who writes one", "eve", withAskedBy("Churn", "ann"), ["eve", withAskedBy("Churn", "ann")]],
  ])("%s", (_, requesterId, reason, expected) => {
    expect(shownOf(request(requesterId, reason))).toEqual(expected);
  });

  it("is who asked where no project asks, and where the application asks for nobody", () => {
    const asked = request("asks-p", withAskedBy("Churn", "ann"), "user");
    expect(shownOf(asked)[0]).toBe("asks-p");
    const other = request("asks-p", withAskedBy("Churn", "ann"));
    expect(ofPersons([other], PRINCIPALS, {} as DomainReader)).toEqual([other]);
  });

  it("is a profile that is looked up, with those that requests name", () => {
    const requests = [request("asks-p", withAskedBy("Churn", "ann")), request("robot", "Churn")];
    expect(personsNamed(requests, reader)).toEqual(["ann"]);
    expect(personsNamed(requests, {} as DomainReader)).toEqual([]);
  });
});
