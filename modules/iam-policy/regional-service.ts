/** DNS name of a service in a Region: the value of `kms:ViaService`, and the service principal of CloudWatch Logs. */
export function regionalService(
  place: { readonly partition: string; readonly region: string },
  service: string,
): string {
  const suffix = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `${service}.${place.region}.${suffix}`;
}
