import { describe, expect, it } from 'vitest';
import type { LogLevel } from './config.ts';
import { ApiError } from './kube/cluster.ts';
import type { LogFields } from './kube/log.ts';
import { createLog } from './log.ts';

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0, 7);

/** What a log of that level writes: raw text, line by line. */
function lines(level: LogLevel, use: (log: ReturnType<typeof createLog>) => void): string[] {
  let text = '';
  const out = {
    write: (piece: string) => {
      text += piece;
    },
  };
  use(createLog(out, level, () => NOW));
  return text.split('\n').slice(0, -1);
}

function one(fields: LogFields) {
  const [line = ''] = lines('info', (log) => log.info('written', fields));
  return { line, fields: JSON.parse(line) };
}

describe('a line of the log', () => {
  it('is one JSON object with level, time, fields and message', () => {
    expect(one({ namespace: 'shop', name: 'a\nb', objects: ['Deployment'], count: 3 }).line).toBe(
      '{"level":"info","time":"2026-01-31T12:00:00.007Z","namespace":"shop","name":"a\\nb","objects":["Deployment"],"count":3,"msg":"written"}',
    );
  });

  it('is written for its level and above', () => {
    const levels = (level: LogLevel) =>
      lines(level, (log) => {
        log.debug('one');
        log.info('two');
        log.warn('three');
        log.error('four');
      }).map((line) => JSON.parse(line).level);
    expect(levels('debug')).toEqual(['debug', 'info', 'warn', 'error']);
    expect(levels('warn')).toEqual(['warn', 'error']);
  });

  it('tells an answer of the server by code and reason, without a stack', () => {
    const status = { code: 403, reason: 'Forbidden', message: 'no', causes: [] };
    expect(one({ error: new ApiError('apply Deployment a', status) }).fields.error).toEqual({
      message: 'apply Deployment a: 403 Forbidden: no',
      code: 403,
      reason: 'Forbidden',
    });
  });

  it('tells a cause that the error quotes once', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' });
    const error = new Error(`list pods: ${refused.message}`, { cause: refused });
    expect(one({ error }).fields.error.message).toBe('list pods: connect ECONNREFUSED ::1:1');
  });

  it('tells a failed connection by its cause', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' });
    expect(one({ error: new TypeError('fetch failed', { cause: refused }) }).fields.error).toEqual({
      message: 'fetch failed: connect ECONNREFUSED ::1:1',
      code: 'ECONNREFUSED',
    });
  });

  it('shows where a fault of ours is', () => {
    expect(one({ error: new TypeError('x is undefined') }).fields.error.stack).toContain('log.test.ts');
  });

  it('holds no credentials, even if an error quotes them', () => {
    const error = new Error(
      'GET https://admin:hunter22@proxy:3128/ with authorization: Bearer eyJhbGciOi.J9_-x',
    );
    const { line, fields } = one({ error });
    expect(line).not.toMatch(/hunter22|eyJhbGciOi/);
    expect(fields.error.message).toBe('GET https://[hidden]@proxy:3128/ with authorization: Bearer [hidden]');
  });
});
