import { personWords } from "../../../../governance/people";

describe("the name that people read", () => {
  it.each([
    ["arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_Leads_0a1b/ann@example.com", "ann@example.com"],
    ["arn:aws:iam::111111111111:role/people/teams/finance-leads", "finance-leads"],
    ["arn:aws-us-gov:iam::111111111111:role/finance-leads", "finance-leads"],
    ["arn:aws:iam::111111111111:user/robots/nightly", "nightly"],
  ])("of %s is a part of it, and the whole is there too", (whole, name) => {
    expect(personWords(whole)).toEqual({ name, whole });
  });

  it.each(["ann@example.com", "Finance Leads", "profile-1", "", "arn:aws:s3:::bucket/role/x", "arn:aws:iam::1:role/x"])(
    "of %j is all of it",
    (name) => expect(personWords(name)).toEqual({ name }),
  );
});
