/** What a line is about, beside its message: names, counts, reasons. Never an object, a header or a kubeconfig. */
export interface LogFields {
  readonly [field: string]: string | number | boolean | null | undefined | readonly string[] | Error;
}

/**
 * Messages are constant texts; whatever varies is a field, so that lines can be counted and searched. An Error belongs
 * into the field `error`.
 */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
