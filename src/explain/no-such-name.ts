/** A name or path that leads nowhere: a usage error. */
export class NoSuchName extends Error {}
