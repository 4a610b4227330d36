/** The door: how a registry is kept in step, for whoever sends and whoever tells. */
export {
  type Answer,
  type AskAgain,
  isAbsent,
  isSuccess,
  pauseMs,
  SLOW_MS,
  type Trouble,
  troubleOf,
} from './answers.ts';
export {
  after,
  afterConflict,
  type Decision,
  decide,
  fieldsOf,
  NOTHING_DONE,
  type Past,
  type SettledReason,
  type Step,
} from './decide.ts';
export { type Difference, fingerprint } from './differences.ts';
export { type Plan, plan } from './plan.ts';
export {
  COMMANDS,
  type CommandName,
  command,
  LIST,
  look,
  type Request,
  removal,
  requestOf,
  requestText,
} from './requests.ts';
export { readSeen, readUdf, type Seen, type SeenUdf } from './seen.ts';
export { serviceUrl, type Wish, wishOf } from './wish.ts';
export { endText, rowsAgain, stepText } from './words.ts';
