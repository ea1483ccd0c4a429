import { KNOWN_REPORTS } from "../../../functions/application-api/routes/reports/known";
import { columnTitle, isForPeople, reportTitle, rowHeading } from "../../../portal/browser/screens/reports/words";

test("every report has a name for people", () => {
  for (const { name } of KNOWN_REPORTS) expect({ name, title: reportTitle(name) }).not.toEqual({ name, title: name });
  expect(reportTitle("constructor")).toBe("constructor");
});

test.each([
  [{ asset: "Customers", subject: "Marketing", project: "x" }, "Marketing: Customers"],
  [{ asset: "Customers", requester: "Marco", subject: null }, "Marco: Customers"],
  [{ what: "Somebody is a member", subject: "Finance" }, "Somebody is a member"],
  [{ asset: "", project: "Finance" }, "Finance"],
  [{ other: 1 }, "Row"],
])("a row %j is headed %s", (row, heading) => expect(rowHeading(row as never)).toBe(heading));

test("ids and versions are not for people", () => {
  const column = (name: string) => ({ name, type: "text", means: "" }) as const;
  expect(["id", "project_id", "rules_version", "paid", "until"].filter((name) => isForPeople(column(name)))).toEqual([
    "paid",
    "until",
  ]);
  expect(columnTitle(column("owner_project"))).toBe("Owner project");
});
