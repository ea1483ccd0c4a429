export { DataLakeAdministrators, type DataLakeAdministratorsProps } from "./data-lake-administrators";
