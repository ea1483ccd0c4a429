/** Something that is to be mended in a form, with the name of the field. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}
