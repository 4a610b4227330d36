/** What is said of a field that a CustomResourceDefinition does not have, by whoever finds it. */

export const DROPS = 'the API server drops what is written there';

export const KEEP_IT = 'To keep it install what `layerc crds` prints.';
