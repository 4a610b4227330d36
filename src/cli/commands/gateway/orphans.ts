/** `layerc gateway orphans`: what the gateway has and no Function wants. */
import { isSuccess, LIST, requestText, troubleOf } from '../../../gateway/sync/index.ts';
import { isArray, isObject, type JsonObject } from '../../../json/json.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { connect } from './connect.ts';
import { functionNames } from './functions.ts';
import type { GatewayRequest } from './request.ts';
import { tell } from './told.ts';

/** 0: there are none. 3: there are. 1: the Functions cannot be read, or the gateway does not say. */
export async function orphans(request: GatewayRequest, io: Io): Promise<ExitCode> {
  const names = await functionNames(request, io);
  if (names === null) return 1;
  const answer = await connect(request).send(LIST, new AbortController().signal);
  const { udfs } = isObject(answer.body) ? answer.body : {};
  if (!isSuccess(answer) || !isArray(udfs)) {
    io.stderr.write(`layerc: ${troubleOf(requestText(LIST), answer).message}\n`);
    return 1;
  }
  const lost = udfs.filter(isObject).filter((udf) => !isKnown(udf, names));
  const told = lost.map((udf) => {
    const { id, paused = false, updated_at: since = null } = udf;
    const lines = [`no Function wants it${paused === true ? '; it is paused' : ''}`];
    return { name: String(id), lines, fields: { paused, updatedAt: since } };
  });
  await tell(told, request.output, 'orphans', io);
  return told.length > 0 ? 3 : 0;
}

/** A candidate goes with what it is the candidate of. */
function isKnown({ id, spec }: JsonObject, names: ReadonlySet<string>): boolean {
  const candidate = isObject(spec) && isObject(spec.candidate) ? spec.candidate.of : undefined;
  return [id, candidate].some((one) => typeof one === 'string' && names.has(one));
}
