export { Project, type ProjectMember, type ProjectProps } from "./project";
