/** The door of the compiler: what the command line and the operator may use of it. */

export { filterFindings } from './check/filter-grammar.ts';
export { CONNECTIVES, OPERATORS, type Operand, operandOf } from './check/filter-operators.ts';
export { beyondTotal, type Older, type PoolClaim, poolClaim } from './check/pool-totals.ts';
export { type Compilation, compile } from './compile.ts';
export { CompiledFunction } from './compiled-function.ts';
export { type Manifest, OBJECT_KINDS } from './emit/emit.ts';
export { DROPS, KEEP_IT } from './hev/dropped.ts';
export { checkAgainstHev } from './hev/hev-check.ts';
export { isExtendedResource } from './kubernetes/extended-resource.ts';
export { imageReference, movingTag } from './kubernetes/image-reference.ts';
export { dnsLabel, dnsSubdomain } from './kubernetes/name-grammars.ts';
export { parseQuantity } from './kubernetes/quantity.ts';
export { inWords, podDefinitions } from './pod/pod-json-schema.ts';
export { fieldSince } from './pod/pod-shape.ts';
export type { Pool } from './read/pool.ts';
export { plainNumbers } from './read/read.ts';
export { shapeFindings } from './read/schema-errors.ts';
export { STOCK_POOLS } from './read/stock-pools.ts';
export type { Absence, Input, Reason } from './reason.ts';
export type { RefusedFunction } from './refused-function.ts';
export { CRON_FIELDS, type FieldRule } from './resolve/cron.ts';
export { MACROS } from './resolve/cron-hint.ts';
export { CRON_WORDS } from './resolve/cron-words.ts';
export { CAPABILITIES, HANDLERS, SELINUX_TYPES, SYSCTLS } from './security/baseline-controls.ts';
export { CONTROLS } from './security/pod-security.ts';
export { secretFields } from './security/secret-references.ts';
export { capDiagnostics } from './words/cap-diagnostics.ts';
export type { CodeRow } from './words/code-row.ts';
export { CODES, type Code } from './words/codes.ts';
export {
  andMore,
  type Diagnostic,
  diagnose,
  MOST_OF_ONE_CODE,
  type Related,
  type Severity,
  sortDiagnostics,
  unsaid,
} from './words/diagnostics.ts';
export type { Explained, Origin } from './words/origin.ts';
export {
  FUNCTION_LABEL,
  GROUP,
  isOfGroup,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  WORKER_CONTAINER,
} from './words/ours.ts';
export { counted, few, grouped, listed, quoted, shown } from './words/phrases.ts';
export { LAXER_LEVELS, NO_ACCOUNTS, noDevices, POD_REFUSALS } from './words/pod-refusals.ts';
export { type GapsOf, NO_POOLS, REFUSALS, type Refusal } from './words/refusals.ts';
export {
  isIgnored,
  KUBERNETES_VERSIONS,
  minorOf,
  nearestVersion,
  readSettings,
  SETTINGS,
  type SettingName,
  type SettingRow,
  type Settings,
} from './words/settings.ts';
export type { Wording } from './words/wording.ts';
