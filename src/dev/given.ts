/** Secrets and env files as they were given. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { CannotRun, type DevOptions } from './words/options.ts';
import type { Given } from './worker/environment.ts';

export function givenBy({ secrets, envFiles }: Pick<DevOptions, 'secrets' | 'envFiles'>): Given {
  const variables = new Map<string, string>();
  for (const file of envFiles) {
    try {
      for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8'))))
        variables.set(name, value ?? '');
    } catch (error) {
      throw new CannotRun(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
    }
  }
  for (const { name } of secrets)
    if (!/^[^/]+\/[^/]+$/.test(name)) throw new CannotRun(`--secret ${name}=…: it is NAME/KEY=VALUE`);
  return { secrets: new Map(secrets.map(({ name, value }) => [name, value])), variables };
}
