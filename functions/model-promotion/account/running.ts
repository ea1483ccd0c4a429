import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { isGone } from "../registry/gone";

/**
 * Release that the endpoint of a stage serves; nothing where there is none, or it is changing.
 *
 * Source of the names: `infrastructure/` of the deploy repositories (`seeds/files/model-deploy`, `endpoint-deploy`): the endpoint is
 * `<useCase>-<stage>-endpoint`, and its model is made of the version by its ARN.
 */
export async function servedBy(client: SageMakerClient, prefix: string): Promise<string | undefined> {
  try {
    const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: `${prefix}-endpoint` }));
    if (endpoint.EndpointStatus !== "InService") return undefined;
    const { ProductionVariants: [variant] = [] } = await client.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: endpoint.EndpointConfigName }),
    );
    const model = await client.send(new DescribeModelCommand({ ModelName: variant?.ModelName }));
    return model.PrimaryContainer?.ModelPackageName ?? model.Containers?.[0]?.ModelPackageName;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
