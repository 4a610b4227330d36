/** Whether a push worker is ready, asked as the kubelet would ask: at its own port in place of that of the container. */
import { connect } from 'node:net';
import { isArray, isObject, type JsonObject } from '../../json/json.ts';

const PATIENCE_MS = 1000;

export async function isReady(container: JsonObject, port: number): Promise<boolean> {
  const probe = isObject(container.readinessProbe) ? container.readinessProbe : {};
  if (!isObject(probe.httpGet)) return accepts(port);
  const { path = '/', httpHeaders } = probe.httpGet;
  const given = isArray(httpHeaders) ? httpHeaders.filter(isObject) : [];
  const headers = Object.fromEntries(given.map(({ name, value }) => [String(name), String(value)]));
  try {
    const response = await fetch(`http://127.0.0.1:${port}${String(path).replace(/^\/?/, '/')}`, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.status >= 200 && response.status < 400;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: PATIENCE_MS });
    const done = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}
