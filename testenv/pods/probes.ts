import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardGroup, releaseGroup } from '../guard.ts';
import { acceptsConnections } from '../probe.ts';
import type { Container, Handler, Probe } from './pod.ts';

/** Where and as whom a container's probes and hooks run. */
export type HandlerContext = {
  readonly container: Container;
  readonly localIP: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
};

/** Runs a probe or hook once and tells whether it succeeded. */
export async function runHandler(
  handler: Handler,
  context: HandlerContext,
  timeoutMs: number,
): Promise<boolean> {
  const { httpGet: http, tcpSocket: tcp, exec } = handler;
  if (http) return requestOk(http, context, timeoutMs);
  if (tcp) return acceptsConnections(context.localIP, portNumber(tcp.port, context.container));
  if (exec) return runsOk(exec.command, context, timeoutMs);
  throw new Error('the test environment knows httpGet, tcpSocket and exec');
}

/**
 * Repeats a probe until the signal is aborted, and reports each time that its verdict is known: `true` after
 * `successThreshold` successes in a row, `false` after `failureThreshold` failures.
 */
export async function repeatProbe(
  probe: Probe,
  context: HandlerContext,
  signal: AbortSignal,
  onVerdict: (healthy: boolean) => void,
): Promise<void> {
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1 } = probe;
  const needed = { true: probe.successThreshold ?? 1, false: probe.failureThreshold ?? 3 };
  let last: boolean | undefined;
  let inARow = 0;
  try {
    await sleep(initialDelaySeconds * 1000, undefined, { signal });
    for (;;) {
      const healthy = await runHandler(probe, context, timeoutSeconds * 1000);
      if (signal.aborted) return;
      inARow = healthy === last ? inARow + 1 : 1;
      last = healthy;
      if (inARow >= needed[`${healthy}`]) onVerdict(healthy);
      await sleep(periodSeconds * 1000, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function requestOk(
  http: NonNullable<Handler['httpGet']>,
  { container, localIP }: HandlerContext,
  timeoutMs: number,
): Promise<boolean> {
  const options = {
    host: localIP,
    port: portNumber(http.port, container),
    path: http.path ?? '/',
    headers: Object.fromEntries((http.httpHeaders ?? []).map(({ name, value }) => [name, value])),
    agent: false as const,
    rejectUnauthorized: false,
  };
  return new Promise((resolve) => {
    const onAnswer = (answer: IncomingMessage) => {
      answer.resume();
      const status = answer.statusCode ?? 500;
      resolve(status >= 200 && status < 400);
    };
    const request = http.scheme === 'HTTPS' ? httpsGet(options, onAnswer) : httpGet(options, onAnswer);
    // Not the socket's idle timeout: a server that dribbles would never hit it.
    const timer = setTimeout(() => request.destroy(new Error('timeout')), timeoutMs);
    request.once('close', () => clearTimeout(timer));
    request.once('error', () => resolve(false));
  });
}

async function runsOk(
  [program = '', ...args]: readonly string[],
  { env, folder }: HandlerContext,
  timeoutMs: number,
): Promise<boolean> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'ignore',
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) return false;
  guardGroup(pid);
  const kill = () => process.kill(-pid, 'SIGKILL');
  const timer = setTimeout(kill, timeoutMs);
  const [status] = await once(child, 'exit');
  clearTimeout(timer);
  releaseGroup(pid);
  return status === 0;
}

function portNumber(port: number | string, { ports = [] }: Container): number {
  if (typeof port === 'number') return port;
  const named = ports.find(({ name }) => name === port);
  return named?.containerPort ?? Number(port);
}
