export type TokenType =
  | 'end' // of the text, or a document mark
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | '?'
  | ':'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  /** Offset in the whole text. */
  readonly start: number;
  /** Of a scalar, a tag, or the name of an anchor or alias. */
  readonly value: string;
  /** Of a scalar without quotes, in one line or several. */
  readonly plain: boolean;
}
