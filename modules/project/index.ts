export { Project, type ProjectConnection, type ProjectMember, type ProjectProps } from "./project";
