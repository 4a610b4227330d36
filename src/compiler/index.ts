/** The door of the compiler: what the command line and the operator may use of it. */
export { CODES, type Code, type CodeRow } from './codes.ts';
export { type Compilation, compile } from './compile.ts';
export { CompiledFunction } from './compiled-function.ts';
export { type Diagnostic, diagnose, type Severity } from './diagnostics.ts';
export type { Manifest } from './emit.ts';
export { FUNCTION_LABEL } from './metadata.ts';
export { ExactNumber, isArray, isObject, type Json, type JsonObject, sorted } from './json.ts';
export { child, type Pointer, readable, segments } from './pointer.ts';
export { readSettings, SETTINGS, type SettingName, type SettingRow, type Settings } from './settings.ts';
