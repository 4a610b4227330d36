import { type Compilation, compile, type JsonObject, type Settings } from '../compiler/index.ts';
import { printJson, yamlDocuments } from '../text/print.ts';
import { load } from './load.ts';
import type { ExitCode, Io } from './main.ts';
import { writeProduct } from './output.ts';
import { sourceObject } from './source.ts';
import { report, skippedLine, tally, useColour } from './talk.ts';

export interface RenderOptions {
  readonly filename: readonly string[];
  readonly output: 'yaml' | 'json';
  readonly includeSource?: boolean;
  readonly stockPools?: boolean;
  readonly keepGoing?: boolean;
  readonly settings: Settings;
}

/** `layerc render`: all or nothing on standard output, everything said on standard error. */
export async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io);
  const compilation = compile(input.values, options.settings, options.stockPools);
  io.stderr.write(report(input, compilation, useColour(io.stderr, io.env)));
  io.stderr.write(skippedLine(compilation));
  const { errors, text } = tally(input, compilation);
  if (errors === 0 || options.keepGoing) {
    await writeProduct(product(compilation, options), io);
  }
  if (errors === 0) return 0;
  io.stderr.write(`${text}; ${options.keepGoing ? 'the others were rendered' : 'nothing was rendered'}\n`);
  return 1;
}

/** The text of all objects, in pieces. */
function* product(compilation: Compilation, { output, includeSource }: RenderOptions): Generator<string> {
  const objects = objectsOf(compilation, includeSource === true);
  if (output === 'json') yield printJson([...objects]);
  else yield* yamlDocuments(objects);
}

function* objectsOf({ functions }: Compilation, includeSource: boolean): Generator<JsonObject> {
  for (const { source, objects } of functions) {
    if (includeSource) yield sourceObject(source);
    yield* objects;
  }
}
