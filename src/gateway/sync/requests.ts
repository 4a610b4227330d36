/** A step as a request. */
import type { JsonObject } from '../../json/json.ts';
import type { Step } from './decide.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: JsonObject;
}

export const LIST: Request = { method: 'GET', path: '/v2/udfs' };

export function udfPath(id: string, rest = ''): string {
  return `/v2/udfs/${encodeURIComponent(id)}${rest}`;
}

export function look(id: string): Request {
  return { method: 'GET', path: udfPath(id) };
}

/** Null for what is only remembered. */
export function requestOf(id: string, step: Step): Request | null {
  switch (step.kind) {
    case 'intend':
      return null;
    case 'register':
      return { method: 'POST', path: '/v2/udfs', body: step.body };
    case 'change':
      return { method: 'PUT', path: udfPath(id), body: step.body };
    case 'ask-candidate':
      return { method: 'GET', path: udfPath(id, '/candidate') };
    default:
      return command(id, step.kind);
  }
}

export const COMMANDS = ['discover', 'reset-failed', 'pause', 'resume'] as const;
export type CommandName = (typeof COMMANDS)[number];

export function command(id: string, name: CommandName): Request {
  return { method: 'POST', path: udfPath(id, `/${name}`), body: {} };
}

/** What leaves nothing of a UDF: each of them may find nothing any more. */
export function removal(id: string): readonly Request[] {
  return [
    command(id, 'pause'),
    { method: 'DELETE', path: udfPath(id, '/candidate') },
    { method: 'DELETE', path: udfPath(id) },
  ];
}

/** `PUT /v2/udfs/tag` */
export function requestText({ method, path }: Request): string {
  return `${method} ${path}`;
}
