import type { Settings } from '../../compiler/index.ts';
import { Loaded } from '../../input/loaded.ts';
import type { PlacedDiagnostic } from '../../text/report/report.ts';
import type { Io } from '../streams/io.ts';
import { Progress } from '../streams/progress.ts';
import { Files, type LoadRestrictor } from './files.ts';
import { readStream } from './stdin.ts';
import { YoungSpace } from './young-space.ts';

const STDIN = '<stdin>';
const STDIN_PATHS: readonly string[] = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];

export interface LoadOptions {
  /** Whether links may lead out of what was given and of the working directory. */
  readonly loadRestrictor?: LoadRestrictor;
  /** Which warnings are not wanted. */
  readonly settings?: Settings;
  /** Whether files that layerc has written are read too. */
  readonly generated?: boolean;
  /** Whether cases of layerc test are looked for, and their text is to be sound. */
  readonly cases?: boolean;
  /** A file that is no input wherever it is found. */
  readonly except?: string | undefined;
}

/** Reads every path, each file once: twice it would only be its own duplicate. */
export async function load(
  paths: readonly string[],
  io: Io,
  { loadRestrictor = 'root', settings, generated, cases, except }: LoadOptions = {},
): Promise<Loaded> {
  const loaded = new Loaded(generated, cases);
  const progress = new Progress(io);
  const youngSpace = new YoungSpace();
  const named = paths.filter((path) => !isStdin(path));
  const files = new Files(named, loadRestrictor, except);
  const fruitful = new Set<string>();
  if (named.length < paths.length || paths.length === 0) {
    const content = await readStream(io);
    if (content instanceof Uint8Array) youngSpace.expect(content.length);
    const isOurs = loaded.add({ path: STDIN, source: null, content, outside: false });
    if (isOurs || hasErrors(loaded.diagnostics, 0)) fruitful.add(STDIN);
    loaded.given.push(null);
  }
  const holds = new Map<string, boolean>(except === undefined ? [] : [[except, false]]);
  for (const file of files.read()) {
    const { id, given, content } = file;
    // Of what cannot be read nobody knows whether it holds nothing.
    const before = loaded.diagnostics.length;
    if (content instanceof Uint8Array) youngSpace.expect(content.length);
    if (content !== 'seen') holds.set(id, loaded.add(file) || hasErrors(loaded.diagnostics, before));
    // A folder that was seen before has been looked through for another path.
    if (holds.get(id) !== false) fruitful.add(given);
    progress.tick(holds.size, 'files read');
  }
  progress.end();
  if (settings !== undefined) loaded.ignore(settings);
  loaded.given.push(...files.sources);
  loaded.passedOver = files.passedOver;
  // Beside Functions a folder of cases is what it should be; by itself it is nothing to compile.
  const withoutInputs = loaded.holdsCasesAlone && !hasErrors(loaded.diagnostics, 0);
  loaded.barren.push(
    ...[...(loaded.given.includes(null) ? [STDIN] : []), ...named].filter(
      (path) => !fruitful.has(path) || withoutInputs,
    ),
  );
  return loaded;
}

function hasErrors(diagnostics: readonly PlacedDiagnostic[], from: number): boolean {
  return diagnostics.slice(from).some(({ severity }) => severity === 'error');
}

function isStdin(path: string): boolean {
  return STDIN_PATHS.includes(path);
}
