export { ProjectJobs, type ProjectJobsProps } from "./project-jobs";
