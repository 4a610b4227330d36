/** `layerc gateway diff`: what apply would do. */

import { counted, grouped } from '../../../compiler/index.ts';
import type { GatewayClient } from '../../../gateway/client/gateway-client.ts';
import {
  endText,
  isAbsent,
  isSuccess,
  look,
  plan,
  readSeen,
  requestText,
  rowsAgain,
  stepText,
  troubleOf,
} from '../../../gateway/sync/index.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { connect } from './connect.ts';
import { type Wanted, wantedFunctions } from './functions.ts';
import { type GatewayRequest, THEIRS } from './request.ts';
import { type Told, tell } from './told.ts';

interface Found extends Told {
  readonly state: 'same' | 'differs' | 'trouble';
}

/** 0: the gateway has them all. 3: it has not. 1: one cannot be used, or the gateway does not say. */
export async function diff(request: GatewayRequest, io: Io): Promise<ExitCode> {
  const wanted = await wantedFunctions(request, io);
  if (wanted === null) return 1;
  const client = connect(request);
  const found = await Promise.all(wanted.map((one) => differenceOf(one, client)));
  await tell(found, request.output, 'functions', io);
  const same = found.filter(({ state }) => state === 'same').length;
  if (request.output === 'text')
    io.stderr.write(`${counted(found.length, 'Function')}, ${same} in step with the gateway\n`);
  if (found.some(({ state }) => state === 'trouble')) return 1;
  return found.some(({ state }) => state === 'differs') ? 3 : 0;
}

async function differenceOf({ name, wish }: Wanted, client: GatewayClient): Promise<Found> {
  if (wish === null)
    return { name, state: 'same', lines: [], fields: { steps: [], reason: 'OnlyScheduled' } };
  const request = look(wish.id);
  const answer = await client.send(request, new AbortController().signal);
  const seen = isAbsent(answer) ? null : isSuccess(answer) ? readSeen(answer.body) : undefined;
  if (seen === undefined) {
    const { reason, message } = troubleOf(requestText(request), answer);
    return {
      name,
      state: 'trouble',
      lines: [`${reason}: ${message}`],
      fields: { steps: [], reason, message },
    };
  }
  const { steps, end } = plan(wish, seen, THEIRS);
  const rows = rowsAgain(steps, seen);
  const { reason, message } = endText(wish, end);
  const words = steps.map(stepText);
  const said =
    rows === null
      ? words
      : words.map((one, at) =>
          steps[at]?.kind === 'discover' ? `${one}: ${grouped(rows)} were completed` : one,
        );
  const lines = end.kind === 'taken' ? [`${reason}: ${message}`] : said;
  const state = end.kind === 'taken' ? 'trouble' : steps.length > 0 ? 'differs' : 'same';
  return { name, state, lines, fields: { steps: words, reason, message, rows } };
}
