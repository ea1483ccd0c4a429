export { ProjectProfile, type ProjectProfileProps } from "./project-profile";
