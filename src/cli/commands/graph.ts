import type { Settings } from '../../compiler/index.ts';
import { dot, MOST_EDGES, mermaid, pictureOf } from '../../text/report/graph.ts';
import { compileInput } from '../input/compile-input.ts';
import type { LoadRestrictor } from '../input/files.ts';
import { load } from '../input/load.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { inputLines, report, tally, useColour } from './talk.ts';

export interface GraphOptions {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'mermaid' | 'dot';
  readonly stockPools?: boolean;
  readonly settings: Settings;
}

/** `layerc graph`: all Functions or nothing, since a picture does not show what it lacks. */
export async function graph(options: GraphOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const compilation = compileInput(input, options.settings, options.stockPools);
  const { errors, text } = tally(input, compilation);
  if (errors > 0) {
    io.stderr.write(report('text', input, compilation, useColour(io.stderr, io.env)));
    io.stderr.write(`${text}; nothing was drawn\n`);
    return 1;
  }
  io.stderr.write(inputLines(input));
  const picture = pictureOf(compilation.functions, options.settings.maxReplicasCeiling);
  if (options.output === 'mermaid' && picture.edges.length > MOST_EDGES) {
    io.stderr.write(
      `layerc: Mermaid draws ${MOST_EDGES} edges unless its maxEdges is raised, and here are ${picture.edges.length}; -o dot has no such limit\n`,
    );
  }
  await writeProduct([options.output === 'dot' ? dot(picture) : mermaid(picture)], io);
  return 0;
}
