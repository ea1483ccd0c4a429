export { UseCasePlaceRecord, type UseCasePlaceRecordProps } from "./use-case-place-record";
