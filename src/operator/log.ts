import { pino } from 'pino';
import type { LogLevel } from './config.ts';
import { ApiError } from './kube/cluster.ts';
import type { Log, LogFields } from './kube/log.ts';

/** A log of one JSON object a line: `level`, `time` (RFC 3339), the fields, and `msg`. */
export function createLog(
  out: { write(text: string): unknown },
  level: LogLevel,
  now: () => number = Date.now,
): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: errorFields },
    },
    { write: (line) => void out.write(withoutSecrets(line)) },
  );
  const at =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}): void =>
      logger[name](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** What a server said and what the system said needs no stack; anything else is a fault of ours, and does. */
function errorFields(error: unknown): unknown {
  if (error instanceof ApiError) {
    const { code, reason } = error.status;
    return { message: error.message, code, reason };
  }
  if (!(error instanceof Error)) return error;
  const causes = causesOf(error);
  // Some errors quote their cause.
  const told = causes.filter(({ message }, index) => !causes[index - 1]?.message.endsWith(message));
  const message = told.map(({ message }) => message).join(': ');
  const code = causes.map((cause) => (cause as NodeJS.ErrnoException).code).find((one) => one !== undefined);
  return code === undefined && error.name !== 'AbortError'
    ? { message, stack: error.stack }
    : { message, code };
}

/** The error, its cause, the cause of that; an error can be its own cause. */
function causesOf(error: Error): Error[] {
  const causes: Error[] = [];
  for (let one: unknown = error; one instanceof Error && !causes.includes(one); one = one.cause)
    causes.push(one);
  return causes;
}

/** A last net: an error of a library may quote the request, and with it the token that it carried. */
function withoutSecrets(line: string): string {
  return line
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [hidden]')
    .replace(/\/\/[^/\s"@:]+:[^/\s"@]+@/g, '//[hidden]@');
}
