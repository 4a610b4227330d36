import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';

const timeoutMs = 2_000;

/** Whether a URL answers with a success. Any certificate will do. */
export function answersOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const onAnswer = (answer: IncomingMessage) => {
      answer.resume();
      const status = answer.statusCode ?? 500;
      resolve(status >= 200 && status < 400);
    };
    const request = url.startsWith('https:')
      ? httpsGet(url, { rejectUnauthorized: false, agent: false, timeout: timeoutMs }, onAnswer)
      : httpGet(url, { agent: false, timeout: timeoutMs }, onAnswer);
    request.once('timeout', () => request.destroy(new Error('timeout')));
    request.once('error', () => resolve(false));
  });
}

/** Whether somebody accepts connections at an address. */
export function acceptsConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
