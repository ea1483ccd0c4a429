import { awsQuery } from "../../http/protocols";
import { operation, type Service } from "../../service";

/** Says who the caller is; serves only when there is no moto. */
export const sts: Service = {
  signingName: "sts",
  protocol: awsQuery("https://sts.amazonaws.com/doc/2011-06-15/"),
  operations: {
    GetCallerIdentity: operation((_input: object, call) => ({
      Arn: call.callerArn,
      UserId: `EMULATOR${call.account}:session`,
      Account: call.account,
    })),
  },
};
