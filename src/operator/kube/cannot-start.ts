/** The installation does not let it start: the message is for people, and another setting mends it. */
export class CannotStart extends Error {}
