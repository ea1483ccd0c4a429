/** HTTP APIs of API Gateway: what Terraform has made of them in moto, served. */
export { type ApiAddresses } from "./addresses";
export { HttpApiGateway } from "./gateway";
