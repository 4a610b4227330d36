/** Something that may be written, before it is known how. */
export interface Offer {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'reference';
  readonly detail: string;
  readonly documentation: string | undefined;
  readonly text: string | number | boolean;
  /** What follows a key; nothing for a value. */
  readonly behind?: 'scalar' | 'mapping' | 'list';
  /** What has to stand before it, besides what the place wants. */
  readonly lead?: string;
}
