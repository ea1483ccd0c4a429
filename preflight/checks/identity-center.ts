import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { allPages } from "../../aws/pages";
import type { Check } from "../check";
import { placeOf } from "../landscape";

const SOURCE =
  "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/setting-up-iam-identity-center.html";

/** Check that a domain with single sign-on finds IAM Identity Center in its Region. */
export const identityCenter: Check = {
  name: "identity-center",
  asks: "Does IAM Identity Center have an instance in the domain's Region, where the domain uses it?",
  after: "nothing",
  async run({ stage, governance }, notes) {
    const { singleSignOn, region } = stage.domain;
    if (singleSignOn.type !== "IAM_IDC" || governance === undefined || !governance.regions.includes(region)) return;
    const place = placeOf(governance, region);
    const wanted = singleSignOn.idcInstanceArn;
    await notes.looking(place, async () => {
      const center = governance.reads.identityCenter(region);
      const instances = await allPages(
        (NextToken) => center.send(new ListInstancesCommand({ NextToken })),
        (page) => page.Instances,
      );
      const arns = instances.map(({ InstanceArn = "" }) => InstanceArn);
      if (wanted === undefined ? arns.length > 0 : arns.includes(wanted)) return;
      const seen = arns.length === 0 ? "sees no instance of IAM Identity Center" : `sees ${arns.join(", ")}`;
      notes.found(place, {
        code: "IDENTITY_CENTER_MISSING",
        what: `the account ${seen} in ${region}${wanted === undefined ? "" : `, and not ${wanted}`}; an instance of another Region cannot be used`,
        cure:
          arns.length === 0
            ? "enable IAM Identity Center in this Region (management account), or choose the domain's Region after it"
            : "correct domain.singleSignOn.idcInstanceArn, or leave it out",
        source: SOURCE,
      });
    });
  },
};
