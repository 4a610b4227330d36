/** The Functions in files, as a gateway is to have them. */
import { type Wish, wishOf } from '../../../gateway/sync/index.ts';
import { compileInput } from '../../../input/compile-input.ts';
import type { Loaded } from '../../../input/loaded.ts';
import { tally } from '../../../input/tally.ts';
import { isArray, isObject, type Json } from '../../../json/json.ts';
import { load } from '../../input/load.ts';
import type { Io } from '../../streams/io.ts';
import { inputLines, refuseBarren, report, useColour } from '../talk.ts';
import type { GatewayRequest } from './request.ts';

/** One Function; `wish` is null where only a schedule wakes it, and no gateway knows it. */
export interface Wanted {
  readonly name: string;
  readonly namespace: string;
  readonly wish: Wish | null;
}

/** Null: one of them cannot be used, and that is said. Functions of one name are one UDF, so there must be one. */
export async function wantedFunctions(request: GatewayRequest, io: Io): Promise<readonly Wanted[] | null> {
  const { wanted, settings } = request;
  const input = await loadWanted(request, io);
  const compilation = compileInput(input, settings, wanted.stockPools, wanted.warningsAsErrors);
  refuseBarren(input, compilation);
  io.stderr.write(report('text', input, compilation, useColour(io.stderr, io.env)) + inputLines(input));
  const { errors, text } = tally(input, compilation);
  if (errors > 0) {
    io.stderr.write(`${text}; the gateway was not asked\n`);
    return null;
  }
  const found = compilation.functions.map((fn) => ({
    name: fn.name,
    namespace: fn.namespace,
    wish: wishOf(fn),
  }));
  const places = Map.groupBy(
    found.filter(({ wish }) => wish !== null),
    ({ name }) => name,
  );
  const shared = [...places].filter(([, all]) => all.length > 1);
  for (const [name, all] of shared)
    io.stderr.write(
      `layerc: ${name} is in the namespaces ${all.map(({ namespace }) => namespace).join(', ')}, but the gateway has one id for all of them\n`,
    );
  return shared.length > 0 ? null : found;
}

/** Names of all Functions in files that a gateway has a UDF for, whether they can be used or not. */
export async function functionNames(request: GatewayRequest, io: Io): Promise<ReadonlySet<string> | null> {
  const input = await loadWanted(request, io);
  io.stderr.write(inputLines({ ...input, barren: [] }));
  if (input.diagnostics.some(({ severity }) => severity === 'error')) {
    const none = { functions: [], refused: () => [], diagnostics: [], skipped: new Map() };
    io.stderr.write(report('text', input, none, useColour(io.stderr, io.env)));
    return null;
  }
  return new Set(
    input.values.flatMap((value) => {
      if (!isObject(value) || value.kind !== 'Function' || !isObject(value.metadata)) return [];
      if (isOnlyScheduled(value.spec)) return [];
      return typeof value.metadata.name === 'string' ? [value.metadata.name] : [];
    }),
  );
}

function isOnlyScheduled(spec: Json | undefined): boolean {
  const { triggers } = isObject(spec) ? spec : {};
  return isArray(triggers) && triggers.length > 0 && triggers.every((one) => one === 'schedule');
}

async function loadWanted({ wanted, settings, loadRestrictor }: GatewayRequest, io: Io): Promise<Loaded> {
  const { filename, except } = wanted;
  return load(filename, io, { loadRestrictor, settings, except });
}
