/** What layerc reads of an Index: the store namespace behind it and its labels. */
export interface IndexView {
  readonly storeNamespace: string;
  /** spec.metadata.labels over the Kubernetes labels: public Indexes set only the former. */
  readonly labels: { readonly [key: string]: string };
}
