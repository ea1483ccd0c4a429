/** Work of services that nobody waits for: polling, delivering, calling with the roles that they were given. */
export { type DataPlane, startDataPlane } from "./data-plane";
export { Deliveries, type Delivery } from "./deliveries";
export { RoleCalls } from "./role-calls";
