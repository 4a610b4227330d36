/** `layerc gateway discover`, `reset-failed`, `pause` and `resume`. */
import {
  type CommandName,
  command,
  isAbsent,
  isSuccess,
  requestText,
  troubleOf,
} from '../../../gateway/sync/index.ts';
import { isObject, type Json } from '../../../json/json.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { connect } from './connect.ts';
import type { GatewayRequest } from './request.ts';
import { type Told, tell } from './told.ts';

/** 0: done for all of them. 1: not for all. */
export async function act(
  name: CommandName,
  ids: readonly string[],
  request: GatewayRequest,
  io: Io,
): Promise<ExitCode> {
  const client = connect(request);
  const { signal } = new AbortController();
  const done = await Promise.all(
    [...new Set(ids)].map(async (id): Promise<Told & { isFine: boolean }> => {
      const asked = command(id, name);
      const answer = await client.send(asked, signal);
      if (isSuccess(answer)) return { name: id, isFine: true, ...doneText(name, answer.body) };
      const { reason, message } = isAbsent(answer)
        ? { reason: 'NotRegistered', message: 'The gateway has no Function of this name.' }
        : troubleOf(requestText(asked), answer);
      return { name: id, isFine: false, lines: [`${reason}: ${message}`], fields: { reason, message } };
    }),
  );
  await tell(done, request.output, 'functions', io);
  return done.every(({ isFine }) => isFine) ? 0 : 1;
}

function doneText(name: CommandName, body: Json | undefined): Pick<Told, 'lines' | 'fields'> {
  const { enqueued = null, updated = null } = isObject(body) ? body : {};
  if (name === 'discover')
    return {
      lines: [enqueued === null ? 'looks for rows' : `${enqueued} rows were found`],
      fields: { enqueued },
    };
  if (name === 'reset-failed')
    return {
      lines: [updated === null ? 'failed rows run again' : `${updated} failed rows run again`],
      fields: { updated },
    };
  return { lines: [name === 'pause' ? 'paused' : 'resumed'], fields: { paused: name === 'pause' } };
}
