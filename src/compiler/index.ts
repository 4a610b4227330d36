/** The door of the compiler: what the command line and the operator may use of it. */
export { CODES, type Code, type CodeRow } from './codes.ts';
export { type Compilation, compile } from './compile.ts';
export { CompiledFunction } from './compiled-function.ts';
export { type Diagnostic, diagnose, type Severity, sortDiagnostics } from './diagnostics.ts';
export { didYouMean } from './did-you-mean.ts';
export type { Manifest } from './emit.ts';
export { ExactNumber, isArray, isObject, type Json, type JsonObject, sorted } from './json.ts';
export { FUNCTION_LABEL } from './metadata.ts';
export type { Origin, Settled } from './origin.ts';
export { type Found, followPath, pathOf, valueAt } from './path.ts';
export { child, type Pointer, readable, segments } from './pointer.ts';
export type { Pool } from './policy.ts';
export type { Input, Reason } from './reason.ts';
export { readSettings, SETTINGS, type SettingName, type SettingRow, type Settings } from './settings.ts';
