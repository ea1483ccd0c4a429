export { ModelPackageGroup, type ModelPackageGroupProps } from "./model-package-group";
