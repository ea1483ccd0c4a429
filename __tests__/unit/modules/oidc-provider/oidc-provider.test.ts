import { OidcProvider, providerArn } from "../../../../modules/oidc-provider";
import { inspect } from "../../../support/inspection";

const PLACE = { partition: "aws", accountId: "111111111111", issuer: "https://git.example.com/_services/token" };

describe("OidcProvider", () => {
  it("makes the issuer known for the audience, and pins no thumbprint", () => {
    const { construct, stack } = inspect(
      (scope) => new OidcProvider(scope, "Provider", { ...PLACE, audiences: ["sts.amazonaws.com"] }),
    );
    const provider = stack.one("aws_iam_openid_connect_provider");
    expect(provider).toMatchObject({ url: PLACE.issuer, client_id_list: ["sts.amazonaws.com"] });
    expect(provider.thumbprint_list).toBeUndefined();
    expect(construct.arn).toBe("arn:aws:iam::111111111111:oidc-provider/git.example.com/_services/token");
  });

  it("computes the ARN of one that is there already, in any partition", () => {
    expect(providerArn({ ...PLACE, partition: "aws-us-gov", issuer: "https://gitlab.com" })).toBe(
      "arn:aws-us-gov:iam::111111111111:oidc-provider/gitlab.com",
    );
  });
});
